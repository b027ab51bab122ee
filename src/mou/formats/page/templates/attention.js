// --- What needs attention. Long lists are drawn in parts. Lists in closed sections are drawn when a section is opened.
const when = (day) => (typeof day === "number" ? time(day) : days(day, ""));
const due = (index, day, remark) => element("li", {},
  element("span", { class: "when" }, when(day)), " ",
  element("span", { class: "what" }, link(index), " ", remark));
const upcoming = ([index, day, unrenewed, party]) => {
  const near = typeof day === "number" ? nearness(day) : { words: word("uncertain"), tone: "" };
  const words = joined([near.words, unrenewed && word("if_not_renewed"),
    party !== undefined && word("only_for", { party: text(party) })], "; ").join("");
  return due(index, day, element("span", { class: `left ${near.tone}` }, words));
};
const missed = ([index, day, runsTo, words]) => due(index, day, element("span", { class: "left" },
  runsTo === null ? english(sentence(words, index)) : word("runs_to", { day: longDay(runsTo) })));
const about = ([message, subject, meeting]) => element("li", {},
  typeof subject === "number" ? link(subject) : element("a", { href: `#meeting-${encodeURIComponent(subject)}` }, named(text(meeting))),
  ": ", english(sentence(message, subject)));
const lacking = (index) => element("li", {}, link(index));

const FIRST_DUE = 5;
const STEP = 100;
const inParts = (place, items, draw, first) => {
  place.replaceChildren();
  const more = element("button", { type: "button", class: "more" });
  const add = (count) => {
    const begin = place.children.length;
    place.append(...items.slice(begin, begin + count).map(draw));
    const left = items.length - place.children.length;
    more.textContent = word("show_more", { n: number(Math.min(left, STEP)) });
    if (!left) more.remove();
    return place.children[begin];
  };
  more.addEventListener("click", () => add(STEP).querySelector("a").focus());
  place.after(more);
  add(first);
};
const startAttention = () => {
  for (const remark of document.querySelectorAll("p.more")) remark.remove(); // the button shows the number
  const drawings = { expiring: upcoming, notices: upcoming, missed };
  for (const [name, draw] of Object.entries(drawings)) {
    const place = document.querySelector(`[data-list="${name}"]`);
    if (place) inParts(place, data[name], draw, FIRST_DUE);
  }
  for (const place of document.querySelectorAll("details [data-list]")) {
    const { list: name, number: position } = place.dataset;
    place.parentElement.addEventListener("toggle", () => {
      if (!place.children.length) inParts(place, data[name][position], name === "missing" ? lacking : about, STEP);
    });
  }
  for (const place of document.querySelectorAll("[data-agreement]")) place.replaceChildren(link(Number(place.dataset.agreement)));
};
