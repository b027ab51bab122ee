// Reads an iCalendar stream from standard input with ical.js; prints what it understood as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const text = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? null;
console.log(
  JSON.stringify({
    events: calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        summary: event.summary,
        description: event.description,
        location: event.location,
        first_day: event.startDate.toString(),
        whole_day: event.startDate.isDate,
        days: event.duration.toSeconds() / 86400,
        sequence: event.sequence,
        status: text(component, "status"),
        url: text(component, "url"),
        alarms: component.getAllSubcomponents("valarm").map((alarm) => {
          const rings = event.startDate.clone();
          rings.isDate = false;
          rings.addDuration(alarm.getFirstPropertyValue("trigger"));
          return rings.toString();
        }),
      };
    }),
  }),
);
