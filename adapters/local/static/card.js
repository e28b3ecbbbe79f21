// One entry of a conversation as an element: a message of the bot, or what somebody wrote.

import { city, times } from "./clock.js";
import { el, svg, words } from "./dom.js";
import * as draw from "./draw.js";
import { spoken, t } from "./words.js";

// `entry.only` names who alone sees it; `zones` are those of the conversation's readers.
export function card(entry, zones, named) {
  const { content } = entry;
  return el(
    "article",
    { class: entry.only ? "card only" : "card", tabindex: "-1", lang: content.language },
    heading(entry, zones),
    entry.only && el("p", { class: "badge", "data-id": "badge", lang: spoken() }, only(entry, named)),
    content.title && words("h3", { "data-id": "title" }, content.title),
    draw.parts(content),
    source(entry),
  );
}

function heading(entry, zones) {
  const from = el("span", { class: "from" }, "together");
  const fresh = entry.fresh ? el("span", { class: "fresh", "data-id": "fresh" }, t("new")) : null;
  const attributes = { class: "meta", "data-id": "meta", lang: spoken() };
  return el("header", attributes, seal(), from, fresh, stamp(entry, zones), hide(entry));
}

export function echo(entry, zones) {
  return el(
    "article",
    { class: "echo" },
    el("header", { class: "meta" }, words("span", { class: "from" }, entry.only.name), stamp(entry, zones)),
    words("p", {}, entry.text),
  );
}

function stamp(entry, readers) {
  const zones = entry.only ? [entry.only.zone] : readers;
  const places = zones.map(city).join(", ");
  return el("time", { datetime: entry.posted.toISOString(), title: places }, times(entry.posted, zones));
}

// `named`: in a conversation of several, it says whom "you" means.
function only(entry, named) {
  return named ? t("only-named", { name: entry.only.name }) : t("only-you");
}

function hide(entry) {
  if (!entry.only) return null;
  const attributes = { type: "button", class: "hide", "aria-label": t("hide"), title: t("hide"), "data-hide": true };
  return el("button", attributes, "×");
}

function source(entry) {
  const ids = draw.items(entry.content);
  const codes = ids.length > 0 ? ids.map((id) => el("code", {}, id)) : t("source-none");
  return el(
    "details",
    { class: "source", "data-id": "source", lang: spoken() },
    el("summary", {}, t("source")),
    el(
      "dl",
      {},
      el("div", {}, el("dt", {}, t("source-key")), el("dd", {}, entry.key ? el("code", {}, entry.key) : "–")),
      el("div", {}, el("dt", {}, t("source-items")), el("dd", {}, codes)),
    ),
  );
}

function seal() {
  const circle = (cx) => svg("circle", { cx, cy: "10", r: "6" });
  return svg("svg", { class: "seal", viewBox: "0 0 24 20", "aria-hidden": "true" }, circle("8"), circle("16"));
}
