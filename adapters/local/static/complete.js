// Proposes words under the hand that types: the combobox with a listbox of the ARIA practices.

import { el, words } from "./dom.js";

export class Completion {
  #input;
  #list;
  #words = [];
  #active = -1;

  constructor(input, list) {
    this.#input = input;
    this.#list = list;
    input.addEventListener("input", () => this.#propose(false));
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.close());
    // The list must not take the focus, or the input would lose it and close the list before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  // `[{word, description}]`, in the order to propose them.
  offer(words) {
    this.#words = words;
    this.close();
  }

  close() {
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #propose(all) {
    const begun = plain(this.#input.value);
    const fitting = this.#words.filter(({ word }) => plain(word).startsWith(begun));
    const complete = fitting.length === 1 && plain(fitting[0].word) === begun;
    this.close();
    if ((begun === "" && !all) || complete || fitting.length === 0) return;
    this.#list.replaceChildren(...fitting.map((each, index) => this.#option(each, index)));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  #option({ word, description }, index) {
    const attributes = { role: "option", id: `${this.#list.id}-${index}`, "aria-selected": "false", "data-word": word };
    return el("li", attributes, words("strong", {}, word), " ", words("span", {}, description));
  }

  #key(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) this.#propose(true);
      this.#move(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (open && event.key === "Escape") {
      this.close();
      event.preventDefault();
    } else if (open && event.key === "Enter" && this.#active >= 0) {
      this.#take(this.#list.children[this.#active]);
      event.preventDefault();
    }
  }

  #move(step) {
    const options = [...this.#list.children];
    if (options.length === 0) return;
    const from = this.#active < 0 && step < 0 ? 0 : this.#active;
    this.#active = (from + step + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", `${index === this.#active}`));
    options[this.#active].scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", options[this.#active].id);
  }

  #take(option) {
    if (option === null) return;
    this.#input.value = option.dataset.word;
    this.close();
    this.#input.focus();
  }
}

// Without accents or capitals, so that "eval" finds « évaluer ».
function plain(text) {
  return text.trimStart().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
