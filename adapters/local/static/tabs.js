// On a phone one conversation shows at a time: a button for each, with a mark where there is something unread.

import { el, words } from "./dom.js";
import { become } from "./morph.js";
import { t } from "./words.js";

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

  dress() {
    const shown = Object.entries(this.#panes).filter(([, pane]) => !pane.root.hidden);
    become(this.#nav, ...shown.map(([role, pane]) => this.#button(role, pane)));
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
