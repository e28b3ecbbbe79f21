// What a person has just pressed, until the bot's card says the same: someone who ticks three boxes quickly gets the
// card of the first while pressing the third, and must not see the second undone, nor send the third without it.

const PATIENCE = 4000; // milliseconds after which the bot's card is right

export class Intents {
  #held = new Map();
  #late;

  // `late` is called when an intent was given up.
  constructor(late) {
    this.#late = late;
  }

  hold(action, values) {
    this.release(action);
    const giveUp = () => this.#held.delete(action) && this.#late();
    this.#held.set(action, { values, timer: setTimeout(giveUp, PATIENCE) });
  }

  release(action) {
    clearTimeout(this.#held.get(action)?.timer);
    this.#held.delete(action);
  }

  // The content as the person means it.
  over(content) {
    if (this.#held.size === 0) return content;
    return { ...content, parts: content.parts.map((part) => this.#meant(part)) };
  }

  #meant(part) {
    const held = this.#held.get(part.action);
    if (held === undefined) return part;
    if (same(held.values, pressed(part))) {
      this.release(part.action);
      return part;
    }
    if (part.kind === "choices") return { ...part, chosen: held.values };
    if (part.kind !== "checklist") return part;
    return {
      ...part,
      ticks: part.ticks.map((tick) => (tick.locked ? tick : { ...tick, ticked: held.values.includes(tick.value) })),
    };
  }
}

function pressed(part) {
  if (part.kind === "choices") return part.chosen;
  if (part.kind !== "checklist") return [];
  return part.ticks.filter((tick) => tick.ticked && !tick.locked).map((tick) => tick.value);
}

function same(some, others) {
  return some.length === others.length && some.every((value) => others.includes(value));
}
