// The programme's time, which the demo moves ahead, and how instants are written in somebody's zone.

import { locale } from "./words.js";

let ahead = 0;

export function set(instant) {
  ahead = Date.parse(instant) - Date.now();
}

export function now() {
  return new Date(Date.now() + ahead);
}

export function time(at, zone) {
  return format(at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function day(at, zone) {
  return format(at, zone, { weekday: "long", day: "numeric", month: "long" });
}

export function moment(at, zone) {
  return format(at, zone, { weekday: "short", day: "numeric", month: "short" });
}

// "Europe/Paris" is "Paris".
export function city(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

// The same instant for each of the zones; their cities are named if their clocks differ.
export function times(at, zones) {
  const said = zones.map((zone) => time(at, zone));
  if (new Set(said).size === 1) return said[0];
  return zones.map((zone, index) => `${said[index]} ${city(zone)}`).join(" · ");
}

function format(at, zone, options) {
  try {
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone }).format(at);
  } catch {
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(at);
  }
}
