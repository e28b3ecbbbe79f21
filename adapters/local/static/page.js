// Puts the page together: the four conversations, the clock, and the news as it comes.

import * as api from "./api.js";
import * as clock from "./clock.js";
import { el, words } from "./dom.js";
import { become } from "./morph.js";
import { Pane } from "./pane.js";
import { Tabs } from "./tabs.js";
import { LANGUAGES, has, speak, spoken, t, translate } from "./words.js";

const ROLES = ["mentor", "shared", "mentee", "coordinator"];
const BEAT = 5000; // milliseconds between two looks at the clock

const find = (id) => document.getElementById(id);
const panes = Object.fromEntries(ROLES.map((role) => [role, new Pane(role, find("pane"), () => settle(refresh()))]));
const tabs = new Tabs(document.querySelector(".tabs"), panes);
let shown = null; // the last state heard, of the pair on the page
let revision = 0;

async function start() {
  find("conversations").append(...Object.values(panes).map((pane) => pane.root));
  find("pair").addEventListener("change", ({ target }) => settle(choose({ pair: target.value })));
  find("coordinator").addEventListener("change", ({ target }) => settle(choose({ coordinator: target.value })));
  find("jump").addEventListener("click", () => settle(jump()));
  find("page-language").addEventListener("click", ({ target }) => change(target.dataset.language));
  // A pair that the address names may be gone, as after a fresh start of the demo; so may a coordinator, whom the server looks up.
  const { pair, ...named } = Object.fromEntries(new URLSearchParams(location.search));
  const wanted = { ...(named.coordinator && { coordinator: named.coordinator }), language: spoken() };
  const known = (state) => state.pairs.some((each) => each.id === pair);
  const first = await api.state(wanted);
  draw(known(first) ? await api.state({ ...wanted, pair }) : first, true);
  tabs.open();
  setInterval(tick, BEAT);
  api.listen(revision, { card: receive, clock: (now) => (clock.set(now), tick()), lost, found: () => settle(found()) });
}

// What the server says of the people and, if `anew`, of every card.
function draw(state, anew) {
  shown = state;
  clock.set(state.now);
  find("jump").hidden = !state.jumps;
  for (const pane of Object.values(panes)) pane.plays = state.jumps;
  const pair = state.pairs.find((each) => each.id === state.pair);
  const cast = {};
  if (state.coordinator !== null) cast.coordinator = [[state.coordinator], state.coordinator.conversation];
  if (pair !== undefined) {
    cast.mentor = [[pair.mentor], pair.mentor.conversation];
    cast.mentee = [[pair.mentee], pair.mentee.conversation];
    cast.shared = [[pair.mentor, pair.mentee], pair.conversation];
  }
  for (const [role, pane] of Object.entries(panes)) {
    pane.root.hidden = !(role in cast);
    if (!(role in cast)) continue;
    const before = pane.conversation;
    pane.meet(...cast[role]);
    const cards = state.cards.filter((card) => card.conversation === pane.conversation);
    if (anew && pane.conversation !== before) pane.fill(cards);
    else cards.forEach(receive);
  }
  become(find("people"), ...everybody(state).map(([value, name]) => el("option", { value }, name)));
  revision = Math.max(revision, state.revision);
  dress();
  if (pair === undefined) notice(t("no-pair"));
}

// Everybody on the page, each once: what a field for a person offers.
function everybody(state) {
  const all = [...state.pairs.flatMap(({ mentor, mentee }) => [mentor, mentee]), state.coordinator];
  return [...new Map(all.filter(Boolean).map(({ address, name }) => [address, name]))];
}

// The page's own words.
function dress() {
  document.documentElement.lang = spoken();
  document.title = t("title");
  translate(document.body);
  const button = (code) => {
    const attributes = { type: "button", lang: code, title: LANGUAGES[code], "aria-label": LANGUAGES[code] };
    const pressed = `${code === spoken()}`;
    return el("button", { ...attributes, "data-language": code, "aria-pressed": pressed }, code.toUpperCase());
  };
  become(find("page-language"), ...Object.keys(LANGUAGES).map(button));
  const track = (name) => (has(`track-${name}`) ? t(`track-${name}`) : name);
  const option = ({ id, mentor, mentee, track: name }) => {
    const label = t("pair-option", { mentor: mentor.name, mentee: mentee.name, track: track(name) });
    return words("option", { value: id }, label);
  };
  become(find("pair"), ...shown.pairs.map(option));
  find("pair").value = shown.pair;
  find("pair").parentElement.hidden = shown.pairs.length < 2;
  become(find("coordinator"), ...shown.coordinators.map(({ address, name }) => words("option", { value: address }, name)));
  find("coordinator").value = shown.coordinator?.address;
  find("coordinator").parentElement.hidden = shown.coordinators.length < 2;
  tabs.dress();
  tick();
}

function zone() {
  return shown.coordinator?.zone ?? shown.pairs[0]?.mentor.zone ?? "UTC";
}

function tick() {
  const at = clock.now();
  find("clock").dateTime = at.toISOString();
  find("clock").textContent = clock.moment(at, zone());
  for (const pane of Object.values(panes)) if (!pane.root.hidden) pane.tick();
}

function change(language) {
  if (language === undefined) return;
  speak(language);
  dress();
  for (const pane of Object.values(panes)) if (!pane.root.hidden) pane.redraw();
}

function receive(card) {
  revision = Math.max(revision, card.revision);
  for (const [role, pane] of Object.entries(panes)) {
    if (pane.conversation === card.conversation && pane.put(card)) tabs.mark(role);
  }
}

// Another pair, or another coordinator to sit at their desk; the address keeps who it is.
async function choose(other) {
  const state = await api.state({ ...asked(), ...other });
  const { pair, coordinator } = state;
  history.replaceState(null, "", `?${new URLSearchParams({ ...(pair && { pair }), ...(coordinator && { coordinator: coordinator.address }) })}`);
  notice("");
  draw(state, true);
  tabs.open();
}

// The same people again.
function asked() {
  const { pair, coordinator } = shown;
  return { ...(pair && { pair }), ...(coordinator && { coordinator: coordinator.address }) };
}

// After a deed: somebody may have changed their language.
async function refresh() {
  draw(await api.state(asked()), false);
}

async function jump() {
  const button = find("jump");
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  Object.values(panes).forEach((pane) => (pane.read(), pane.expect()));
  tabs.read();
  try {
    const { jumped } = await api.jump(shown.pair);
    draw(await api.state(asked()), false); // not done before all of it is there to be seen
    tabs.follow();
    tick();
    notice(jumped ? "" : t("nothing-next"));
    // The eye sees the clock move; the ear is told.
    find("said").textContent = jumped ? t("jumped", { when: clock.instant(clock.now(), zone()) }) : "";
  } finally {
    button.ariaBusy = null;
  }
}

function lost() {
  notice(t("lost"));
}

// The server is back. If it knows less than this page, it has started afresh, and so must the page.
async function found() {
  const state = await api.state(asked());
  notice("");
  if (state.revision < revision) location.reload();
  else draw(state, false);
}

function notice(text) {
  find("notice").textContent = text;
}

async function settle(promise) {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof api.Trouble)) throw error;
    notice(has(`trouble-${error.code}`) ? t(`trouble-${error.code}`) : t("trouble-other", { code: error.code }));
  }
}

settle(start());
