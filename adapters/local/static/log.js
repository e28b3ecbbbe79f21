// The entries of one conversation: in the order of their time, each updated in its place, and what is new in sight.

import { card, echo } from "./card.js";
import { day, now } from "./clock.js";
import { el } from "./dom.js";
import { Intents } from "./intents.js";
import { morph } from "./morph.js";
import { t } from "./words.js";

const NEAR = 90; // pixels from the end within which a reader is taken to follow
const GLOW = 1800; // milliseconds that an updated card stays marked

export class Log {
  #root;
  #more;
  #entries = [];
  #zones = [];
  #named = false;
  #aim = null; // the entry that the button "new message" leads to
  #expecting = false;
  #led = null;
  #used = null; // the entry that the reader pressed last

  constructor(root, more) {
    this.#root = root;
    this.#more = more;
    more.addEventListener("click", () => this.#show(this.#aim));
    root.addEventListener("scroll", () => this.#aim && this.#inSight(this.#aim) && this.#aimAt(null));
  }

  // Starts anew, for readers in these zones; `named` if they are several.
  reset(zones, named) {
    this.#entries = [];
    this.#zones = zones;
    this.#named = named;
    this.#root.replaceChildren();
    this.#aimAt(null);
  }

  // All of a conversation at once: nothing of it is news.
  fill(cards) {
    for (const each of cards) this.#insert(this.#entry(each));
    this.end();
  }

  // A card that was created or updated; says whether there was any news in it.
  put(news) {
    const known = this.#entries.find((entry) => entry.id === news.id);
    if (known === undefined) {
      this.add({ ...this.#entry(news), fresh: true });
      return true;
    }
    if (news.revision <= known.revision) return false;
    // What the reader is doing with a card is no news to them.
    const fresh = known !== this.#used && !same(known.content, news.content);
    Object.assign(known, { content: news.content, revision: news.revision, fresh: known.fresh || fresh });
    this.redraw(known, "changed-message");
    return true;
  }

  add(entry) {
    const follows = this.#expecting || this.#nearEnd();
    this.#expecting = false;
    this.#insert(entry);
    if (follows) this.#show(entry);
    else this.#aimAt(entry, "new-message");
  }

  // `news`: the sentence that leads a reader there who has scrolled away; none if only the clothes have changed.
  redraw(entry, news = null) {
    const hadFocus = entry.element.contains(document.activeElement);
    morph(entry.element, this.#draw(entry));
    if (hadFocus && !entry.element.contains(document.activeElement)) entry.element.focus({ preventScroll: true });
    if (news === null) return;
    if (this.#led === entry && entry.element.offsetTop < this.#root.scrollTop) this.#show(entry);
    this.#led = null;
    entry.element.classList.add("changed");
    clearTimeout(entry.glow);
    entry.glow = setTimeout(() => entry.element.classList.remove("changed"), GLOW);
    if (!this.#inSight(entry)) this.#aimAt(entry, news);
  }

  redrawAll(zones = this.#zones) {
    this.#zones = zones;
    for (const entry of this.#entries) this.redraw(entry);
    this.#days();
    if (this.#aim) this.#aimAt(this.#aim, this.#more.dataset.news);
  }

  remove(entry) {
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    entry.element.remove();
    this.#days();
  }

  // The entry that an element belongs to.
  entry(element) {
    const article = element.closest("article");
    return this.#entries.find((each) => each.element === article);
  }

  // The next new entry is what the reader has just asked for.
  expect() {
    this.#expecting = true;
  }

  get empty() {
    return this.#entries.length === 0;
  }

  today() {
    const today = day(now(), this.#zones[0]);
    return this.#entries.filter((entry) => day(entry.posted, this.#zones[0]) === today).length;
  }

  get fresh() {
    return this.#entries.filter((entry) => entry.fresh).length;
  }

  // The reader has seen what is there.
  read() {
    this.#used = null;
    for (const entry of this.#entries) {
      if (!entry.fresh) continue;
      entry.fresh = false;
      this.redraw(entry);
    }
  }

  uses(entry) {
    this.#used = entry;
  }

  // This entry will show something else in answer to what the reader has just done: they read it from the start.
  leads(entry) {
    this.#led = entry;
    this.uses(entry);
  }

  end() {
    if (this.#entries.length > 0) this.#show(this.#entries.at(-1));
  }

  #entry({ id, key, pair, posted, revision, content }) {
    return { id, key, pair, posted: new Date(posted), revision, content, only: null };
  }

  #draw(entry) {
    if (entry.text !== undefined) return echo(entry, this.#zones);
    return card({ ...entry, content: entry.intents.over(entry.content) }, this.#zones, this.#named);
  }

  #insert(entry) {
    entry.intents = new Intents(() => this.redraw(entry));
    entry.element = this.#draw(entry);
    const later = this.#entries.findIndex((each) => each.posted > entry.posted);
    const place = later < 0 ? this.#entries.length : later;
    this.#root.insertBefore(entry.element, this.#entries[place]?.element ?? null);
    this.#entries.splice(place, 0, entry);
    this.#days();
  }

  // A line above the first entry of each day.
  #days() {
    for (const line of this.#root.querySelectorAll(".day")) line.remove();
    let last = null;
    for (const entry of this.#entries) {
      const said = day(entry.posted, this.#zones[0]);
      if (said !== last) this.#root.insertBefore(el("p", { class: "day" }, said), entry.element);
      last = said;
    }
  }

  #nearEnd() {
    return this.#root.scrollHeight - this.#root.scrollTop - this.#root.clientHeight < NEAR;
  }

  #inSight({ element }) {
    const top = element.offsetTop - this.#root.scrollTop;
    return top < this.#root.clientHeight - 40 && top + element.offsetHeight > 40;
  }

  // The start of a long message rather than its end.
  #show(entry) {
    this.#aimAt(null);
    this.#root.scrollTop = Math.min(this.#root.scrollHeight, entry.element.offsetTop - 44);
  }

  #aimAt(entry, news = "") {
    this.#aim = entry;
    this.#more.hidden = entry === null;
    this.#more.dataset.news = news;
    this.#more.textContent = entry === null ? "" : t(news);
  }
}

function same(some, others) {
  return JSON.stringify(some) === JSON.stringify(others);
}
