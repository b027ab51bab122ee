// --- The table: search, filters, sort. `matching` holds the numbers of the agreements that match, in order.
const AT_ONCE = 100;
const SEARCH_PAUSE = 200; // milliseconds after the last key
const table = byId("table");
const fold = (value) => value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const AGREEMENTS = Array.from({ length: COUNT }, (_, index) => index);
let matching = AGREEMENTS;
let order = AGREEMENTS;
let sorting = ""; // in words
const listeners = []; // called with the agreements that match

const others = (index) => {
  const partners = rows.parties[index].filter((party) => !data.shared.includes(party));
  return partners.length ? partners : rows.parties[index];
};
const absent = (index) => {
  const parties = rows.parties[index];
  return data.shared.filter((party) => parties.length && !parties.includes(party)).map(text);
};

const note = (words, tone = "") => (words ? element("small", tone ? { class: tone } : {}, words) : null);
const cell = (kind, label, ...children) =>
  element("td", { class: `c-${kind}`, "data-label": label, role: "cell" }, ...children);
const dayOrDash = (day) => (day === null ? dash() : time(day));
const answerTime = (answer, none) =>
  (typeof answer === "number" ? time(answer) : element("span", earliest(answer) == null ? { class: "unknown" } : {}, days(answer, none)));

const endNotes = (index) => {
  const end = rows.end[index];
  const notes = [];
  if (typeof end === "number") {
    const near = nearness(end);
    notes.push(note(near.words, near.tone));
  }
  if (rows.unrenewed[index]) notes.push(note(word("if_not_renewed")));
  else if (typeof end !== "number" && rows.period[index] !== null) {
    notes.push(note(word("period_to", { day: shortDay(rows.period[index]) })));
  }
  return notes;
};
const noticeNote = (day) => {
  if (day === null) return null;
  const near = nearness(day);
  return day < data.on ? note(word("passed"), "past") : note(near.words, near.tone);
};
const partyNames = (index) => {
  const names = others(index);
  const few = names.slice(0, 6).map(text);
  if (names.length > 6) few.push(word("and_more", { n: names.length - 6 }));
  return few.join(", ") || word("not_known");
};
const partyNotes = (index) => {
  const left = rows.left[index];
  const notes = left.slice(0, 6).map(([party, day]) => word("until_for", { party: text(party), day: shortDay(day) }));
  if (left.length > 6) notes.push(word("and_more", { n: left.length - 6 }));
  if (absent(index).length) notes.push(word("without", { party: absent(index).join(", ") }));
  return notes.join("; ");
};
const badge = (index) =>
  element("span", { class: `badge ${data.statuses[rows.status[index]]}` }, statusWord(rows.status[index], index));

const drawRow = (index, labels) => element("tr", { role: "row" },
  element("th", { scope: "row", class: "c-title", role: "rowheader" }, link(index)),
  cell("parties", labels[1], element("span", {}, named(partyNames(index))),
    note(partyNotes(index))),
  cell("status", labels[2], badge(index)),
  cell("day", labels[3], dayOrDash(rows.signed[index])),
  cell("day", labels[4], answerTime(rows.entry[index], word(`not_running${soft(index)}`))),
  cell("end", labels[5], answerTime(rows.end[index], word("none")), ...endNotes(index)),
  cell("end", labels[6], dayOrDash(rows.notice[index]), noticeNote(rows.notice[index])),
  ...data.columns.map(([, cells], column) => cell("own", labels[7 + column], isolated(text(cells[index])))));

// --- Sorting. Days sort by date, then agreements without an end; unknown days come last in both directions.
const collator = new Intl.Collator(data.language, { numeric: true, sensitivity: "base" });
const NONE = 1e9;
const dayKey = (answer) => (answer === null ? null : earliest(answer) ?? NONE);
const keyOf = (sort) => {
  if (sort.startsWith("own-")) return (index) => text(data.columns[Number(sort.slice(4))][1][index]) || null;
  if (sort === "title") return (index) => rows.title[index];
  if (sort === "parties") return (index) => others(index).map(text).join(", ") || null;
  return (index) => (sort === "status" ? rows.status[index] : dayKey(rows[sort][index]));
};
const ranks = (keys) => { // each distinct text is compared once, not once for each row
  const known = [...new Set(keys.filter((key) => typeof key === "string"))].sort(collator.compare);
  const rank = new Map();
  known.forEach((key, at) => rank.set(key, at && !collator.compare(known[at - 1], key) ? rank.get(known[at - 1]) : at));
  return keys.map((key) => (typeof key === "string" ? rank.get(key) : key));
};
const sorted = (sort, direction) => {
  const keys = ranks(AGREEMENTS.map(keyOf(sort)));
  return [...AGREEMENTS].sort((a, b) => {
    const [first, second] = [keys[a], keys[b]];
    if (first === null || second === null) return (first === null) - (second === null) || a - b;
    return direction * (first - second) || a - b;
  });
};

// --- Searching and filtering.
let searchable = null; // written when a reader first searches
const searchTexts = () => {
  searchable ??= AGREEMENTS.map((index) => fold([
    rows.id[index], rows.title[index], ...rows.parties[index].map(text), text(rows.search[index]),
    statusWord(rows.status[index], index), words[`kind.${data.details[index].kind}`] || "",
    ...data.columns.map(([, cells]) => text(cells[index])),
  ].join(" ")));
  return searchable;
};
const startTable = () => {
  const labels = [...table.tHead.rows[0].cells].map((header) => header.textContent);
  const [search, status, counter] = [byId("search"), byId("status"), byId("shown")];
  const filters = [status];
  const narrow = matchMedia("(max-width: 54rem)");
  const pages = paged(byId("pages"), () => (narrow.matches ? 25 : AT_ONCE), (shown, first) => {
    table.tBodies[0].replaceChildren(...shown.map((index) => drawRow(index, labels)));
    const values = { first: number(first + 1), last: number(first + shown.length), n: number(matching.length), all: number(COUNT) };
    const some = !matching.length ? "none_match" : matching.length < COUNT ? "shown_of" : "shown";
    counter.textContent = [word(some, values), sorting].filter(Boolean).join("; ");
  });
  byId("pages").addEventListener("turned", () => {
    table.closest(".scroll").scrollTo(0, 0);
    byId("shown").scrollIntoView();
  });
  narrow.addEventListener("change", pages.redraw);

  let afterwards = 0;
  const update = () => {
    const wanted = fold(search.value).split(/\s+/u).filter(Boolean);
    const texts = wanted.length ? searchTexts() : null;
    matching = order.filter((index) =>
      filters.every((filter) => !filter.value || filter.accepts(index, filter.value))
      && (!texts || wanted.every((part) => texts[index].includes(part))));
    pages.set(matching);
    clearTimeout(afterwards);
    afterwards = setTimeout(() => { for (const listener of listeners) listener(matching); }); // after the table is drawn
  };
  let pause = 0;
  const later = () => { clearTimeout(pause); pause = setTimeout(update, SEARCH_PAUSE); };
  const now = () => { clearTimeout(pause); update(); };
  search.addEventListener("input", later);
  search.addEventListener("change", now); // such as with Enter

  const option = (value, label, count) => element("option", { value }, `${label} (${number(count)})`);
  const counted = (keys) => keys.reduce((counts, key) => counts.set(key, (counts.get(key) || 0) + 1), new Map());
  const statusOf = (index) => statusWord(rows.status[index], index);
  status.append(...[...counted(sorted("status", 1).map(statusOf))].map(([label, count]) => option(label, label, count)));
  status.accepts = (index, value) => statusOf(index) === value;
  status.addEventListener("change", now);
  const reset = byId("filter").querySelector("button");
  data.columns.forEach(([name, cells], column) => {
    const counts = counted(cells.map(text).filter(Boolean));
    const few = counts.size <= 200;
    const filter = few ? element("select", { id: `own-${column}` }, element("option", { value: "" }, word("any")))
      : element("input", { id: `own-${column}`, type: "search", autocomplete: "off" });
    if (few) filter.append(...[...counts].sort((a, b) => collator.compare(a[0], b[0])).map(([label, count]) => option(label, label, count)));
    filter.accepts = few ? (index, value) => text(cells[index]) === value
      : (index, value) => fold(text(cells[index])).includes(fold(value));
    if (!few) filter.addEventListener("input", later);
    filter.addEventListener("change", now);
    filters.push(filter);
    reset.before(element("label", {}, isolated(name), " ", filter));
  });
  const form = byId("filter");
  form.addEventListener("reset", () => setTimeout(now));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;

  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    const button = element("button", { type: "button" }, ...header.childNodes);
    button.addEventListener("click", () => {
      const way = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", way);
      order = sorted(header.dataset.sort, way === "ascending" ? 1 : -1);
      sorting = word(`sorted.${way}`, { column: labels[column] });
      update();
    });
    header.dataset.label = labels[column]; // for print: browsers don't repeat buttons from page to page
    header.append(button);
  });
  // On a narrow screen rows are shown as cards. The roles keep the table a table for screen readers.
  table.setAttribute("role", "table");
  table.tHead.rows[0].dataset.label = word("sort_by");
  for (const [which, role] of [["thead, tbody", "rowgroup"], ["thead tr", "row"], ["thead th", "columnheader"]]) {
    for (const part of table.querySelectorAll(which)) part.setAttribute("role", role);
  }
  update();
  addEventListener("beforeprint", pages.drawAll);
  addEventListener("afterprint", pages.redraw);
};
