// Takes what people do to the server, one deed after another, and offers another try when one does not arrive.

import { Trouble, newId } from "./api.js";
import { el } from "./dom.js";
import { has, t } from "./words.js";

export class Errands {
  #trouble;
  #last = Promise.resolve();

  // `trouble` is the element to complain in.
  constructor(trouble) {
    this.#trouble = trouble;
  }

  // `done` gets the answers; `undone` is called if there are none; `over` in either case.
  run(send, deed, { done, undone, over }) {
    this.#queue(send, { id: newId(), ...deed }, { done, undone, over });
  }

  // A second try carries the same id, so that it counts once even if the first did arrive.
  #queue(send, deed, after) {
    this.#last = this.#last.then(() => this.#try(send, deed, after));
  }

  async #try(send, deed, after) {
    try {
      const { answers } = await send(deed);
      this.#trouble.replaceChildren();
      after.done(answers);
    } catch (error) {
      after.undone?.();
      // A mistake of the page's own must not hold up what comes next.
      if (!(error instanceof Trouble)) return reportError(error);
      this.#complain(error.code, () => this.#queue(send, deed, after));
    } finally {
      after.over?.();
    }
  }

  #complain(code, again) {
    const sentence = el("p", {}, has(`trouble-${code}`) ? t(`trouble-${code}`) : t("trouble-other", { code }));
    this.#trouble.replaceChildren(sentence, this.#button("retry", again), this.#button("close", () => {}));
  }

  #button(name, press) {
    const button = el("button", { type: "button", class: "button" }, t(name));
    button.addEventListener("click", () => {
      this.#trouble.replaceChildren();
      press();
    });
    return button;
  }
}
