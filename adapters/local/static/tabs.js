// On a phone one conversation shows at a time: a button for each, with a mark where there is something unread.

import { el, words } from "./dom.js";
import { become } from "./morph.js";
import { t } from "./words.js";

const ORDER = ["shared", "mentee", "mentor"]; // where news of a pair is looked for first

export class Tabs {
  #nav;
  #panes;
  #current = "shared";
  #unread = {};

  constructor(nav, panes) {
    this.#nav = nav;
    this.#panes = panes;
    nav.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.#show(button.dataset.role);
    });
    this.#turn();
  }

  // Something is new in a conversation; it counts if nobody can see it.
  mark(role) {
    if (this.#panes[role].root.offsetParent !== null) return;
    this.#unread[role] = (this.#unread[role] ?? 0) + 1;
    this.dress();
  }

  // What was there before the reader came: the conversation with something in it, and a mark on what came today elsewhere.
  open() {
    this.#unread = {};
    for (const [role, pane] of this.#shown()) {
      const count = pane.root.offsetParent === null ? pane.today() : 0;
      if (count > 0) this.#unread[role] = count;
    }
    const [first] = this.#shown().find(([, pane]) => !pane.empty) ?? [];
    if (this.#panes[this.#current].empty && first !== undefined) this.#show(first);
    else this.dress();
  }

  // The reader has moved time on: what is new from now on counts.
  read() {
    this.#unread = {};
    this.dress();
  }

  // After that, the reader is led to the news if there are none where they are.
  follow() {
    const here = this.#panes[this.#current];
    const news = ORDER.find((role) => this.#unread[role] > 0);
    if (here.root.offsetParent !== null && !here.fresh && news !== undefined) this.#show(news);
  }

  dress() {
    become(this.#nav, ...this.#shown().map(([role, pane]) => this.#button(role, pane)));
  }

  #shown() {
    return Object.entries(this.#panes).filter(([, pane]) => !pane.root.hidden);
  }

  #button(role, pane) {
    const count = this.#unread[role] ?? 0;
    const badge = el("span", { class: "unread" }, `${count}`, el("span", { class: "unseen" }, ` ${t("unread")}`));
    const current = role === this.#current ? "true" : null;
    const attributes = { type: "button", "data-id": role, "data-role": role, "aria-current": current };
    return el("button", attributes, words("span", { class: "name" }, pane.name), count > 0 ? badge : null);
  }

  #show(role) {
    this.#current = role;
    delete this.#unread[role];
    this.#turn();
    this.dress();
    this.#panes[role].end();
  }

  #turn() {
    for (const [role, pane] of Object.entries(this.#panes)) {
      pane.root.classList.toggle("current", role === this.#current);
    }
  }
}
