"use strict";
// --- The data of the page, and its words, days and numbers.
const data = JSON.parse(document.getElementById("data").textContent);
const { rows, words, calendar } = data;
const COUNT = data.details.length;
const DAY = 864e5;

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const word = (key, values = {}) => fill(words[key], values);
const text = (number) => data.texts[number];
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, calendar.group);

// Days are numbers, counted from 1 January 1970.
const dayIn = (pattern, day) => {
  const date = new Date(day * DAY);
  const [d, month, y] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
  return fill(pattern, {
    d, y, dd: String(d).padStart(2, "0"), MM: String(month + 1).padStart(2, "0"),
    MMM: calendar.short_months[month], MMMM: calendar.months[month],
  });
};
const longDay = (day) => dayIn(calendar.long, day);
const shortDay = (day) => dayIn(calendar.medium, day);
const recordDay = (day) => (typeof day === "number" ? longDay(day) : day); // an imprecise day as written

// The day of an answer: a number, [] if there is no day, [earliest] or [earliest, latest], null if not known.
const days = (answer, none, show = shortDay) => {
  if (answer === null) return word("not_known");
  if (typeof answer === "number") return show(answer);
  const [first, last] = answer.map(show);
  return !first ? none : last ? word("between", { first, last }) : word("or_later", { day: first });
};
const earliest = (answer) => (typeof answer === "number" ? answer : answer && answer[0]);

// A computed sentence about an agreement: the number of its pattern, or a list of that number and the days in it.
const englishDay = (day) => {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${data.english_months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};
const filled = (pattern, days, index) => {
  const rest = [...days];
  return pattern.replace(/[\u0001\u000e-\u001f]/g, (mark) =>
    (mark === "\u0001" ? englishDay(rest.shift()) : text(rows.parties[index][mark.charCodeAt(0) - 14])));
};
const sentence = (packed, index) => {
  const [pattern, ...days] = [packed].flat();
  return filled(text(pattern), days, index);
};

const soft = (index) => (rows.soft[index] ? ".not_binding" : "");
const statusWord = (status, index) => word(`status.${data.statuses[status]}${soft(index)}`);
const isEnded = (index) => ["expired", "terminated"].includes(data.statuses[rows.status[index]]);
const numberOf = new Map((rows.id || []).map((id, index) => [id, index]));

// The time until a day in words, and the CSS class for it.
const nearness = (day) => {
  const left = day - data.on;
  if (left < 0 || day > data.until) return { words: "", tone: "" };
  return {
    words: left > 1 ? word("in_days", { n: left }) : word(left ? "tomorrow" : "today"),
    tone: left <= 30 ? "urgent" : left <= 90 ? "soon" : "later",
  };
};
