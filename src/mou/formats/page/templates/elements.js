// --- Elements. Texts are only ever set as text, never parsed as HTML.
const byId = (id) => document.getElementById(id);
const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
};
const svg = (tag, attributes, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};
// Each text of a record has its own direction; names also have the language of titles.
const isolated = (value) => element("bdi", {}, value);
const named = (value) => element("bdi", { lang: data.titles_in }, value);
const english = (value) => element("bdi", { lang: data.language === "en" ? null : "en" }, value);
const time = (day, show = shortDay) =>
  element("time", { datetime: new Date(day * DAY).toISOString().slice(0, 10) }, show(day));
const dash = () => element("span", { class: "dash", role: "img", "aria-label": word("dash") }, "–");
const link = (index) => element("a", { href: `#/${encodeURIComponent(rows.id[index])}` }, named(rows.title[index]));

// --- Pages of a long list: at most `size` items are drawn at once.
const paged = (nav, size, draw) => {
  let items = [];
  let page = 0;
  const place = element("span");
  const step = (key, by) => {
    const button = element("button", { type: "button" }, word(key));
    button.addEventListener("click", () => {
      page += by;
      show();
      nav.dispatchEvent(new CustomEvent("turned"));
      if (button.disabled) (by > 0 ? backward : forward).focus();
    });
    return button;
  };
  const [backward, forward] = [step("previous", -1), step("next", 1)];
  nav.append(backward, place, forward);
  const show = () => {
    const last = Math.max(0, Math.ceil(items.length / size()) - 1);
    page = Math.min(page, last);
    const first = page * size();
    nav.hidden = !last;
    place.textContent = word("page", { n: number(page + 1), all: number(last + 1) });
    [backward.disabled, forward.disabled] = [page === 0, page === last];
    draw(items.slice(first, first + size()), first);
  };
  return {
    set: (list) => { items = list; page = 0; show(); },
    redraw: show,
    drawAll: () => { nav.hidden = true; draw(items, 0); },
  };
};
