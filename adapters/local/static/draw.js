// A message as elements: one function for each kind of part that `adapters/local/render.py` writes.

import { el, svg, words } from "./dom.js";
import { t } from "./words.js";

const PARTS = { text, facts, bullets, table, checklist, choices, buttons, form, chart };

export function parts(content) {
  const seen = {};
  const crowded = hosts(content);
  return content.parts.map((part) => {
    // The few words of the page's own inside a message are in the message's language.
    const element = PARTS[part.kind](part, (key, args) => t(key, args, content.language), crowded);
    // What an update knows it by, even if other parts have come before it.
    const name = `${part.kind} ${part.action ?? ""}`;
    seen[name] = (seen[name] ?? 0) + 1;
    element.dataset.id = `${name} ${seen[name]}`;
    return element;
  });
}

// The ids of the programme's items that a message shows, in reading order.
export function items(content) {
  const lines = content.parts.flatMap((part) => [part, ...(part.lines ?? []), ...(part.ticks ?? [])]);
  return [...new Set(lines.map((line) => line.item).filter(Boolean))];
}

// The hosts that several lines of a message lead to: there the name of the host would not say which link is which.
function hosts(content) {
  const lines = content.parts.flatMap((part) => [part, ...(part.lines ?? []), ...(part.ticks ?? [])]);
  const found = lines.map((each) => address(each.link)?.host).filter(Boolean);
  return new Set(found.filter((host, index) => found.indexOf(host) !== index));
}

function text(part, say, crowded) {
  return el("p", { class: part.quiet ? "text quiet" : "text", dir: "auto" }, linked(part, say, crowded));
}

// A line and its link: beside it by the host's name, or the line itself where that would say nothing.
function linked(each, say, crowded) {
  if (!crowded.has(address(each.link)?.host)) return [line(each), link(each, say)];
  return [link(each, say, line(each))];
}

function facts(part) {
  const row = ({ label, value }) => el("div", {}, words("dt", {}, label), words("dd", {}, value));
  return el("dl", { class: "facts" }, part.rows.map(row));
}

function bullets(part, say, crowded) {
  const list = el("ul", {}, part.lines.map((each) => el("li", { dir: "auto" }, linked(each, say, crowded))));
  return el("div", { class: "bullets" }, part.title && words("h4", {}, part.title), list);
}

// Its caption is for those who hear the table: whoever sees it reads the title of the message.
function table(part) {
  const heading = (text) => words("th", { scope: "col" }, text);
  const row = ([first, ...others]) => {
    const cells = others.map((text) => words("td", {}, text));
    return el("tr", {}, words("th", { scope: "row" }, first), cells);
  };
  const caption = words("caption", { class: "unseen" }, part.title);
  const head = el("thead", {}, el("tr", {}, part.columns.map(heading)));
  return el("table", { class: "table" }, caption, head, el("tbody", {}, part.rows.map(row)));
}

function checklist(part, say) {
  const tick = (each) => {
    const box = el("input", { type: "checkbox", "data-value": each.value, disabled: each.locked });
    box.checked = each.ticked;
    const note = each.locked ? el("small", {}, say("automatic")) : null;
    const label = el("label", {}, box, el("span", { dir: "auto" }, line(each), note));
    return el("li", { "data-id": each.value }, label, link(each, say));
  };
  return el(
    "fieldset",
    { class: "checklist", "data-action": part.action },
    part.title && words("legend", {}, part.title),
    el("ul", {}, part.ticks.map(tick)),
  );
}

// One answer at most is a row of buttons, not of radios: there an arrow key would answer.
function choices(part, say) {
  const option = ({ value, label }) => {
    const chosen = part.chosen.includes(value);
    if (!part.many) {
      const attributes = { type: "button", class: "chip", "data-id": value, "data-value": value };
      return words("button", { ...attributes, "aria-pressed": `${chosen}` }, label);
    }
    const box = el("input", { type: "checkbox", "data-value": value });
    box.checked = chosen;
    return el("label", { class: "chip", "data-id": value }, box, words("span", {}, label));
  };
  const hint = part.many ? el("small", {}, ` (${say("many")})`) : null;
  return el(
    "fieldset",
    { class: part.many ? "choices many" : "choices", "data-action": part.action },
    el("legend", {}, words("span", {}, part.label), hint),
    el("div", { class: "chips" }, part.options.map(option)),
  );
}

function buttons(part) {
  const button = (each) =>
    words(
      "button",
      {
        type: "button",
        class: `button ${each.style}`,
        "data-id": `${each.action} ${each.value}`,
        "data-press": each.action,
        "data-value": each.value,
        "aria-pressed": each.pressed ? "true" : null,
        "aria-haspopup": each.confirm ? "dialog" : null,
        "data-question": each.confirm?.question,
        "data-yes": each.confirm?.yes,
        "data-no": each.confirm?.no,
      },
      each.label,
    );
  return el("div", { class: "buttons" }, part.buttons.map(button));
}

function form(part, say) {
  const field = (each) => {
    const input = entry(each);
    const hint = each.optional ? el("small", {}, ` (${say("optional")})`) : null;
    const label = el("span", {}, words("span", {}, each.label), hint);
    return el("label", { "data-id": each.name, class: TYPES[each.entry] ?? each.entry }, label, input);
  };
  return el(
    "form",
    { class: "form", "data-action": part.action },
    part.fields.map(field),
    words("button", { type: "submit", class: "button" }, part.submit),
  );
}

const TYPES = { line: "text", person: "text", text: "lines" };

// What a field is filled in with. A person is one of those on the page, or a new name.
function entry(each) {
  const common = { name: each.name, required: !each.optional, dir: "auto" };
  if (each.entry === "choice") {
    const option = ({ value, label }) => words("option", { value, selected: value === each.value }, label);
    return el("select", common, each.options.map(option));
  }
  if (each.entry === "text") {
    const area = el("textarea", { ...common, rows: "6", maxlength: each.most || null });
    area.value = each.value;
    return area;
  }
  const list = each.entry === "person" ? { list: "people" } : {};
  const type = TYPES[each.entry] ?? each.entry;
  const input = el("input", { type, ...common, ...list, value: each.value, maxlength: each.most || null });
  input.autocomplete = "off";
  return input;
}

function chart(part) {
  const most = Math.max(1, ...part.bars.map((bar) => bar.value));
  const row = (bar) => {
    // An attribute of an SVG shape, because the page allows no inline style.
    const shape = svg("rect", { width: `${(100 * bar.value) / most}%`, height: "100%", rx: "3" });
    const drawn = el("td", { class: "bar" }, svg("svg", { "aria-hidden": "true" }, shape));
    return el("tr", {}, words("th", { scope: "row" }, bar.label), drawn, el("td", {}, `${bar.value}`));
  };
  const caption = words("caption", {}, part.title);
  return el("table", { class: "chart" }, caption, el("tbody", {}, part.bars.map(row)));
}

// Its direction is that of the block it stands in, which a right-to-left line is to fill from the right.
function line(each) {
  return el("span", { class: "line", "data-item": each.item || null }, each.text);
}

function link(each, say, shown = null) {
  const url = address(each.link);
  if (url === null) return null;
  const attributes = { class: "link", href: url.href, target: "_blank", rel: "noopener noreferrer" };
  // one card may hold several links to the same host: a list of links has to tell them apart
  const label = `${each.text} – ${say("open", { host: url.host })}`;
  return el("a", { ...attributes, "aria-label": label, title: url.host }, shown ?? url.host);
}

function address(link) {
  try {
    const url = new URL(link, /^[/][^/\\]/.test(link) ? location.origin : undefined); // a page of this very server
    return ["http:", "https:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
