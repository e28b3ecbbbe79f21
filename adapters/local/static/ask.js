// Asks before something that cannot be taken back; true if it is wanted. Escape leaves everything as it is.

import { el, words } from "./dom.js";

export function ask({ question, yes, no }, lang) {
  const answer = (value, label, style) => {
    const button = words("button", { type: "button", class: `button ${style}`, "data-answer": value }, label);
    button.addEventListener("click", () => dialog.close(value));
    return button;
  };
  const dialog = el(
    "dialog",
    { class: "ask", lang, "aria-labelledby": "ask-question" },
    words("p", { id: "ask-question" }, question),
    el("div", { class: "buttons" }, answer("no", no, "plain"), answer("yes", yes, "danger")),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
