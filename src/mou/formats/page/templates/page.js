"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  // --- Light and dark: follows the system until the reader chooses; nothing is stored.
  const theme = byId("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  theme.setAttribute("aria-label", "Switch between light and dark");
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
  prefersDark.addEventListener("change", nameTheme);
  nameTheme();
  theme.hidden = false;

  // --- A link to an agreement opens its section and moves the keyboard focus there.
  const open = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && byId(id);
    const part = target && target.closest("details.part");
    if (!part) return;
    part.open = true;
    part.scrollIntoView();
    part.querySelector("summary").focus({ preventScroll: true });
  };
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) open();
  });
  open();

  const tools = byId("tools");
  tools.hidden = !document.querySelector("details.part");
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const part of document.querySelectorAll("details.part")) part.open = button.dataset.open === "true";
  });

  // --- Open every section for printing, and restore the page afterwards.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed = [];
  });

  // --- The table: search, filter, sort.
  const table = byId("table");
  if (!table) return;
  // On a narrow screen rows are shown as cards. The roles keep the table a table for screen readers.
  const roles = [["thead, tbody", "rowgroup"], ["tr", "row"], ["thead th", "columnheader"],
    ["tbody th", "rowheader"], ["td", "cell"]];
  table.setAttribute("role", "table");
  for (const [which, role] of roles) for (const element of table.querySelectorAll(which)) element.setAttribute("role", role);
  const form = byId("filter");
  const search = byId("search");
  const status = byId("status");
  const counter = byId("shown");
  const asOf = counter.textContent.slice(counter.textContent.indexOf(", as of"));
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, index) => ({
    row, index, status: row.dataset.status, text: fold(`${row.textContent} ${row.dataset.search}`),
  }));
  let order = "";

  const showCount = (shown) => {
    const some = shown === rows.length ? `${shown}` : `${shown} of ${rows.length}`;
    counter.textContent = `${some} agreement${rows.length === 1 ? "" : "s"}${asOf}${order}`;
  };
  const filter = () => {
    const wanted = fold(search.value).split(/\s+/u).filter(Boolean);
    let shown = 0;
    for (const { row, status: word, text } of rows) {
      const keep = (!status.value || word === status.value) && wanted.every((part) => text.includes(part));
      row.hidden = !keep;
      shown += keep;
    }
    showCount(shown);
  };
  search.addEventListener("input", filter);
  status.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;

  // Days sort by date (their keys are ISO 8601), then rows with no end; unknown days come last in either direction.
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const headers = [...table.tHead.rows[0].cells];
  const keysOf = (column) => {
    const keyed = headers[column].classList.contains("c-day") || headers[column].classList.contains("c-end");
    const keys = rows.map(({ row }) => {
      const cell = row.cells[column];
      return keyed ? cell.dataset.key : cell.textContent.trim();
    });
    return { keys, compare: keyed ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : collator.compare };
  };
  const sort = (column, direction) => {
    const { keys, compare } = keysOf(column);
    const sorted = [...rows].sort((a, b) => {
      const [first, second] = [keys[a.index], keys[b.index]];
      if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1) || a.index - b.index;
      return direction * compare(first, second) || a.index - b.index;
    });
    body.append(...sorted.map(({ row }) => row));
    const way = direction > 0 ? "ascending" : "descending";
    headers.forEach((header, index) => {
      if (index === column) header.setAttribute("aria-sort", way);
      else header.removeAttribute("aria-sort");
    });
    order = `, sorted by ${headers[column].textContent}, ${way}`;
    filter();
  };
  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(column, header.getAttribute("aria-sort") === "ascending" ? -1 : 1));
    header.dataset.label = header.textContent; // for print: browsers don't repeat buttons from page to page
    header.replaceChildren(button);
  });
})();
