// --- The details of an agreement, drawn when a reader opens them. The address of an agreement is #/ID.
const dialog = byId("details");
const term = (label, ...value) => element("div", {}, element("dt", {}, label), element("dd", {}, ...value));
const heading = (key) => element("h3", {}, word(key));
const list = (kind, items, draw) => (items && items.length ? element(kind, {}, ...items.map((item) => element("li", {}, ...[draw(item)].flat()))) : null);
const joined = (parts, separator = ", ") => parts.filter(Boolean).flatMap((part, at) => (at ? [separator, part] : [part]));
const people = (parties) => joined(parties.map((party) => named(text(party))));
const labelled = (label, ...value) => element("span", { class: "field" }, element("span", { class: "label" }, `${label}: `), ...value);

const source = ([title, publisher = 0, published = null, address = 0, accessed = null, remark = 0, canLink = 0]) => joined([
  canLink ? element("a", { href: text(address), rel: "noopener noreferrer" }, isolated(text(title))) : isolated(text(title)),
  publisher && isolated(text(publisher)), published !== null && recordDay(published),
  address && !canLink && isolated(text(address)), accessed !== null && word("accessed", { day: recordDay(accessed) }),
  remark && isolated(text(remark)),
]);

const FIELDS = { // the fields of an act that are not shown as texts of the record
  received: recordDay, takes_effect: recordDay, until: recordDay, period: english, signature: english,
  refers_to: ([kind, day]) => `${word(`act.${kind}`)}, ${recordDay(day)}`,
};
const act = ([day, kind, by, certainty, fields, sources]) => [
  element("span", { class: "when" }, recordDay(day)), " ", element("strong", {}, word(`act.${kind}`)), " ",
  certainty && element("span", { class: "assumed" }, word(`certainty.${certainty}`)),
  by.length ? labelled(word("by"), ...people(by)) : null,
  ...Object.entries(fields).map(([label, value]) => labelled(word(`field.${label}`), (FIELDS[label] || isolated)(value))),
  ...sources.map((item) => labelled(word("source"), ...source(item))),
];

const party = (index, position, more) => {
  const [, actsFor, spells] = more || [];
  const bound = spells && (spells.length ? spells.map(([begin, end]) => {
    const first = days(begin, "", longDay);
    return word(end === null ? "bound.unknown" : Array.isArray(end) && !end.length ? "bound.from" : "bound.to",
      { first, last: days(end, "", longDay) });
  }).join("; ") : word("bound.not"));
  return [named(text(rows.parties[index][position])), actsFor ? `, ${word("for")} ` : "", actsFor ? named(text(actsFor)) : "", bound ? `: ${bound}` : ""];
};

const answer = (index, [summary, ...steps]) => [
  element("p", { class: "summary" }, english(sentence(summary, index))),
  list("ul", steps, (packed) => {
    const [number, ...days] = [packed].flat();
    const [pattern, behind, assumed] = data.steps[number];
    return [
      assumed ? element("span", { class: "assumed" }, word("assumed")) : "", assumed ? " " : "",
      english(filled(text(pattern), days, index)), behind ? element("span", { class: "behind" }, isolated(text(behind))) : "",
    ];
  }),
];

const findingsAbout = (index) => data.findings.flatMap((findings, kind) =>
  findings.filter(([, subject]) => subject === index).map(([message]) => [data.severities[kind], message]));
const finding = (index, [severity, message]) => element("li", { class: severity },
  element("span", { class: "severity" }, word(`severity.${severity}`)), " ", english(sentence(message, index)));

const facts = (index, details) => {
  const [end, period, notice] = [rows.end[index], rows.period[index], rows.notice[index]];
  const bound = details.binding === null ? "binding.unknown" : details.binding ? "binding" : "binding.not";
  const kind = details.kind ? `${word(`kind.${details.kind}`)}, ${word(bound)}` : word(bound);
  const { renewal = 0 } = details;
  return element("dl", {},
    term(word("status"), badge(index), element("span", { class: "behind" }, english(sentence(details.reason, index)))),
    term(word("signed"), rows.signed[index] === null ? word("not_known") : time(rows.signed[index], longDay)),
    term(word(rows.soft[index] ? "from.effect" : "from.force"), days(rows.entry[index], word(`not_running${soft(index)}`), longDay)),
    term(word("last_day"), days(end, word("none"), longDay), rows.unrenewed[index] ? `, ${word("if_not_renewed")}` : ""),
    period === null ? "" : term(word("period"), word(renewal ? "period.renewal" : "period.first", { n: renewal, day: longDay(period) })),
    notice === null ? "" : term(word("notice_by"), time(notice, longDay), notice < data.on ? ` (${word("passed")})` : ""),
    details.survival === undefined ? "" : term(word("survival_until"), time(details.survival, longDay)),
    term(word("kind"), kind),
    details.subjects ? term(word("subjects"), ...joined(details.subjects.map((subject) => isolated(text(subject))))) : "",
    details.depositary ? term(word("depositary"), isolated(text(details.depositary))) : "",
    ...(details.registrations || []).map(([register, entry, day]) => term(word("registered"),
      ...joined([isolated(text(register)), entry && isolated(text(entry)), day !== null && recordDay(day)]))),
    ...data.columns.map(([name, cells]) => (cells[index] ? term(isolated(name), isolated(text(cells[index]))) : "")));
};

const drawDetails = (index) => {
  const details = data.details[index];
  const close = element("button", { type: "button", class: "close" }, word("close"));
  close.addEventListener("click", () => dialog.close());
  const findings = findingsAbout(index);
  const more = new Map((details.parties || []).map((line) => [line[0], line]));
  const places = [...rows.parties[index].keys()];
  dialog.setAttribute("aria-labelledby", "details-title");
  dialog.replaceChildren(
    element("header", {}, element("h2", { id: "details-title", tabindex: "-1" }, named(rows.title[index])), close),
    findings.length ? element("ul", { class: "findings" }, ...findings.map((item) => finding(index, item))) : "",
    facts(index, details),
    details.about ? element("p", { class: "description", dir: "auto" }, text(details.about)) : "",
    heading("parties"),
    list("ul", places, (position) => party(index, position, more.get(position))) || element("p", { class: "none" }, word("not_known")),
    heading("clauses"),
    element("dl", {}, ...details.clauses.map(([label, value]) => term(word(`clause.${label}`),
      sentence(value) === "not known" ? element("span", { class: "unknown" }, word("not_known")) : english(sentence(value))))),
    heading("acts"),
    list("ol", details.acts, act) || element("p", { class: "none" }, word("no_acts")),
    heading("reasons"),
    data.language === "en" ? "" : element("p", { class: "note" }, word("reading.english")),
    ...(details.answers ? details.answers.flatMap((item) => answer(index, item)) : [element("p", { class: "none" }, word("no_answers"))]),
    ...(details.related || details.meetings ? [heading("related"), element("ul", {},
      ...(details.related || []).map(([how, other, id]) => element("li", {}, `${word(`relation.${how}`)}: `,
        ...(other === null ? [isolated(text(id)), ` (${word("not_here")})`] : [link(other)]))),
      ...(details.meetings || []).map(([id, name]) => element("li", {}, `${word("signed_at")}: `,
        element("a", { href: `#meeting-${encodeURIComponent(id)}` }, named(text(name))))))] : []),
    ...(details.sources ? [heading("sources"), list("ul", details.sources, source)] : []));
};

// A link to an agreement opens its details. Closing them returns the keyboard focus to the link.
const follow = () => {
  let target = "";
  try { target = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const [, id] = target.match(/^(?:\/|agreement-)(.+)$/) || []; // earlier pages had #agreement-ID
  const index = numberOf.get(id);
  if (index === undefined) {
    if (dialog.open) dialog.close();
    return;
  }
  drawDetails(index);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTo(0, 0);
  byId("details-title").focus();
};
const startDetails = () => {
  addEventListener("hashchange", follow);
  dialog.addEventListener("close", () => {
    if (/^#(\/|agreement-)/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  follow();
};
