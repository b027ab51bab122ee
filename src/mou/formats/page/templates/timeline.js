// --- The timeline: each agreement's phases as bars over a scale of years, and in words.
const { first: FIRST, last: LAST, courses } = data.timeline;
const percent = (day) => ((day - FIRST) / (LAST + 1 - FIRST)) * 100;
const at = (day) => `${percent(day).toFixed(2)}%`;
const isSeen = ([, first, last]) => (first ?? -NONE) <= LAST && (last ?? NONE) >= FIRST;
const IN_FORCE = data.statuses.indexOf("in_force");

const bar = (kind, first, last) => {
  const [left, right] = [Math.max(first ?? FIRST, FIRST), Math.min(last ?? LAST, LAST) + 1];
  return svg("rect", { class: `bar ${kind}`, x: at(left), y: 14, width: `${(percent(right) - percent(left)).toFixed(2)}%`, height: 10 });
};
const bars = ([status, first, last], renews) => {
  const kind = data.statuses[status];
  const splits = status === IN_FORCE && renews !== null && (first ?? -NONE) <= renews && renews < Math.min(last ?? NONE, LAST);
  return splits ? [bar(kind, first, renews), bar("renewing", renews + 1, last)] : [bar(kind, first, last)];
};
const mark = (kind, x) => svg("use", { href: `#mark-${kind}`, x, y: 8 });

const inWords = (index) => {
  const [phases, renews] = courses[index];
  const parts = phases.map(([status, first, last]) => {
    const values = { status: statusWord(status, index), first: first === null ? "" : longDay(first), last: last === null ? "" : longDay(last) };
    return word(`phase${first === null ? "" : ".from"}${last === null ? "" : ".to"}`, values);
  });
  if (renews !== null) parts.push(word("phase.renews", { day: longDay(renews) }));
  if (rows.notice[index] !== null) parts.push(word("phase.notice", { day: longDay(rows.notice[index]) }));
  return parts.join("; ");
};
const drawCourse = (index) => {
  const [phases, renews, marks] = courses[index];
  const seen = phases.filter(isSeen);
  const [ending, last] = [seen[seen.length - 1], seen[seen.length - 1][2]];
  const unknown = data.statuses[ending[0]] === "unknown";
  const drawing = svg("svg", { role: "img", width: "100%", height: 38 }, svg("title", {}, inWords(index)), svg("use", { href: "#lines" }),
    ...seen.flatMap((phase) => bars(phase, renews)),
    ...marks.map(([kind, day]) => mark(kind, at(kind === "last-day" ? day + 1 : day))));
  if ((seen[0][1] ?? -NONE) < FIRST) drawing.append(mark("before", 0));
  if (last === null || last > LAST) drawing.append(mark(last === null && !unknown ? "open" : "later", "100%"));
  const title = link(index);
  title.className = "brief-title";
  return element("li", {}, title, drawing);
};

const startTimeline = () => {
  const [firstYear, lastYear] = [FIRST, LAST].map((day) => new Date(day * DAY).getUTCFullYear());
  const begins = (year) => { const date = new Date(0); date.setUTCFullYear(year, 0, 1); return date / DAY; };
  const line = (kind, day) => svg("line", { class: kind, x1: at(day), x2: at(day), y1: 0, y2: "100%" });
  const axis = svg("svg", { role: "img", height: 26, width: "100%", "aria-label": word("years", { first: firstYear, last: lastYear }) });
  for (let year = firstYear; year <= lastYear; year += 1) {
    axis.append(svg("text", { class: year % 5 ? "tick odd" : "tick", x: at(begins(year)), dx: 4, y: 17 }, String(year)));
    if (year > firstYear) byId("lines").append(line("year", begins(year)));
  }
  byId("lines").append(line("today", data.on));
  axis.append(svg("use", { href: "#lines" }));
  byId("axis").append(axis);
  // Agreements that end next come first, then agreements that have ended, latest first.
  const ends = (index) => earliest(rows.end[index]) ?? rows.period[index] ?? NONE;
  const rank = new Map(AGREEMENTS.filter((index) => courses[index])
    .sort((a, b) => isEnded(a) - isEnded(b) || (isEnded(a) ? ends(b) - ends(a) : ends(a) - ends(b)) || a - b)
    .map((index, place) => [index, place]));
  const pages = paged(byId("timeline-pages"), () => 50, (shown) => byId("courses").replaceChildren(...shown.map(drawCourse)));
  byId("timeline-pages").querySelector("span").setAttribute("aria-live", "polite"); // the table has a live region already
  byId("timeline-pages").addEventListener("turned", () => byId("timeline").scrollIntoView());
  const update = (some) => {
    const drawn = some.filter((index) => rank.has(index)).sort((a, b) => rank.get(a) - rank.get(b));
    byId("drawn").textContent = word("timeline.drawn", { n: number(drawn.length), left: number(some.length - drawn.length) });
    pages.set(drawn);
  };
  listeners.push(update);
  update(matching);
};
