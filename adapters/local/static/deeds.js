// Reads what a person does with a card off the event: `{action, values}` pressed, or `{action, fields}` submitted.
// `control` is what was pressed; `held` says that it shows its new state at once; `asked` is a question to be answered first.

// A click on one of a message's buttons, or on one of several answers of which one at most is chosen.
export function clicked(target) {
  const button = target.closest("[data-press]");
  if (button !== null) {
    const { press: action, value, question, yes, no } = button.dataset;
    const asked = question === undefined ? null : { question, yes, no };
    return { action, values: value === "" ? [] : [value], control: button, asked };
  }
  const chip = target.closest("button.chip");
  if (chip === null) return null;
  return { action: action(chip), values: [chip.dataset.value], control: chip, held: true };
}

// A box ticked or unticked: all that are then ticked count, apart from those that only the bot ticks.
export function ticked(target) {
  if (target.type !== "checkbox" || target.dataset.value === undefined) return null;
  const boxes = [...target.closest("[data-action]").querySelectorAll("input:checked:enabled")];
  return { action: action(target), values: boxes.map((box) => box.dataset.value), control: target, held: true };
}

export function submitted(form) {
  return { action: action(form), fields: Object.fromEntries(new FormData(form)) };
}

function action(element) {
  return element.closest("[data-action]").dataset.action;
}
