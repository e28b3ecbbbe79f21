// The programme's time, which the demo moves ahead, and how instants are written in somebody's zone.

import { dates, locale } from "./words.js";

let ahead = 0;

export function set(instant) {
  ahead = Date.parse(instant) - Date.now();
}

export function now() {
  return new Date(Date.now() + ahead);
}

// Like the cards: "10 h" on the hour, "10 h 30".
export function time(at, zone) {
  const { hour, time: pattern } = dates();
  return written(format(at, zone, { minute: "numeric" }) === "0" ? hour : pattern, at, zone);
}

export function day(at, zone) {
  return written(dayPattern(at, zone), at, zone);
}

// "mer. 25 nov. · 10 h"
export function moment(at, zone) {
  const short = dayPattern(at, zone).replace(/E{4}/, "EEE").replace(/M{4}/, "MMM").replace(/L{4}/, "LLL");
  return `${written(short, at, zone)} · ${time(at, zone)}`;
}

// "mercredi 25 novembre à 10 h"
export function instant(at, zone) {
  return dates().moment.replace("{day}", day(at, zone)).replace("{time}", time(at, zone));
}

function dayPattern(at, zone) {
  const { first, day: pattern } = dates();
  return format(at, zone, { day: "numeric" }) === "1" ? first : pattern;
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

const NAMED = { M: "month", L: "month", E: "weekday", c: "weekday" };
const COUNTED = { y: "year", d: "day", h: "hour", K: "hour", H: "hour", k: "hour", m: "minute" };
const CYCLES = { h: "h12", K: "h11", H: "h23", k: "h24" };
const LENGTHS = { 3: "short", 4: "long", 5: "narrow" };

// A Unicode pattern (unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table): what stands between quotes is as it is.
function written(pattern, at, zone) {
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (run, quoted, letter) =>
    quoted === undefined ? field(letter, run.length, at, zone) : quoted || "'",
  );
}

function field(letter, length, at, zone) {
  if (letter === "a" || letter === "b" || letter === "B") return part(at, zone, "dayPeriod", { hour: "numeric", hourCycle: "h12" });
  if (letter in NAMED) {
    const name = NAMED[letter];
    if (length > 2 || name === "weekday") return part(at, zone, name, { day: "numeric", [name]: LENGTHS[length] ?? "short" });
    return part(at, zone, name, { [name]: "numeric" }).padStart(length, "0");
  }
  if (!(letter in COUNTED)) return "";
  const name = COUNTED[letter];
  const said = part(at, zone, name, { [name]: "numeric", ...(name === "hour" ? { hourCycle: CYCLES[letter] } : {}) });
  return length === 1 ? said.replace(/^0(?=.)/, "") : said.padStart(length, "0");
}

function part(at, zone, type, options) {
  return parts(at, zone, options).find((each) => each.type === type)?.value ?? "";
}

function format(at, zone, options) {
  return parts(at, zone, options).map((each) => each.value).join("");
}

const formatters = new Map();

function parts(at, zone, options) {
  const key = JSON.stringify([locale(), zone, options]);
  if (!formatters.has(key)) formatters.set(key, formatter(zone, options));
  return formatters.get(key).formatToParts(at);
}

function formatter(zone, options) {
  try {
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" });
  }
}
