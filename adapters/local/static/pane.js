// One conversation on the page: its heading, its log, and where to write. Whoever acts here is `speaker()`.

import * as api from "./api.js";
import { ask } from "./ask.js";
import { city, now, time } from "./clock.js";
import { Completion } from "./complete.js";
import * as deeds from "./deeds.js";
import { el, words } from "./dom.js";
import { Errands } from "./errands.js";
import { Log } from "./log.js";
import { become, edited } from "./morph.js";
import { LANGUAGES, spoken, t, translate } from "./words.js";

const HINTS = { mentor: "demo-one", mentee: "demo-one", shared: "demo-both", coordinator: "demo-coordinator" };

export class Pane {
  #root;
  #role;
  #log;
  #completion;
  #people = [];
  #speaker = 0;
  #acted;
  #errands;
  plays = false; // whether one person plays everybody, and time moves when they say so

  // `role` is mentor, shared, mentee or coordinator; `acted` is called after whatever a person did here.
  constructor(role, template, acted) {
    this.#role = role;
    this.#acted = acted;
    this.#root = template.content.firstElementChild.cloneNode(true);
    this.#root.id = `pane-${role}`;
    this.#root.dataset.role = role;
    for (const each of this.#root.querySelectorAll("[data-id-end]")) each.id = `${role}-${each.dataset.idEnd}`;
    this.#root.setAttribute("aria-labelledby", `${role}-heading`);
    this.#find("input.write").setAttribute("aria-controls", `${role}-words`);
    this.#log = new Log(this.#find(".log"), this.#find(".more"));
    this.#completion = new Completion(this.#find("input.write"), this.#find(".words"));
    this.#errands = new Errands(this.#find(".trouble"));
    this.#listen();
  }

  get root() {
    return this.#root;
  }

  get name() {
    return this.#role === "shared" || this.#role === "coordinator" ? t(this.#role) : this.#people[0].name;
  }

  // Who reads this conversation, as they now are; `id` is the conversation's.
  meet(people, id) {
    const zones = [...new Set(people.map((person) => person.zone))];
    const moved = zones.join() !== [...new Set(this.#people.map((person) => person.zone))].join();
    this.#people = people;
    if (id !== this.conversation) {
      this.conversation = id;
      this.#speaker = 0;
      this.#log.reset(zones, people.length > 1);
    } else if (moved) {
      this.#log.redrawAll(zones);
    }
    this.dress();
  }

  fill(cards) {
    this.#log.fill(cards);
  }

  put(card) {
    const news = this.#log.put(card);
    this.#dressNews();
    return news;
  }

  get empty() {
    return this.#log.empty;
  }

  // How many of the messages have come today.
  today() {
    return this.#log.today();
  }

  // How many messages are new or changed since `read()`.
  get fresh() {
    return this.#log.fresh;
  }

  read() {
    this.#log.read();
    this.#dressNews();
  }

  expect() {
    this.#log.expect();
  }

  end() {
    this.#log.end();
  }

  // Says everything again, in the page's language.
  redraw() {
    this.dress();
    this.#log.redrawAll();
  }

  // What stands around the log.
  dress() {
    const [first, second] = this.#people;
    translate(this.#root);
    this.#find("h2").textContent = second ? t("both", { mentor: first.name, mentee: second.name }) : first.name;
    this.#find(".role").textContent = t(this.#role);
    this.#find(".log").setAttribute("aria-label", this.#find("h2").textContent);
    this.#find(".log").dataset.empty = t(this.plays ? "demo-empty" : "empty");
    this.#find(".drop").hidden = this.#role !== "coordinator";
    this.#find(".hint").hidden = !this.plays;
    this.#find(".hint").textContent = this.plays ? t(HINTS[this.#role], { name: first.name }) : "";
    this.#dressNews();
    this.#dressWriting();
    this.tick();
    if (!second) this.#dressLanguages(first);
    if (second) this.#dressSpeakers();
  }

  tick() {
    const zones = [...new Set(this.#people.map((person) => person.zone))];
    this.#find(".here").textContent = zones.map((zone) => `${time(now(), zone)} ${city(zone)}`).join(" · ");
  }

  async #dressWriting() {
    const { name, languages } = this.#speaking();
    const input = this.#find("input.write");
    input.setAttribute("aria-label", t("write-as", { name }));
    const language = languages[0] ?? spoken();
    // Without the words, one can still type.
    const offered = await api.commands(language, this.#role === "coordinator").catch(() => []);
    this.#completion.offer(offered);
    input.placeholder = offered.length > 0 ? t("write-hint", { word: offered[0].word }) : t("write-plain");
  }

  #dressNews() {
    const mark = this.#find(".fresh");
    mark.hidden = this.fresh === 0;
    mark.textContent = this.fresh === 0 ? "" : `${this.fresh}`;
    mark.title = t("news", { count: this.fresh });
    mark.setAttribute("aria-label", mark.title);
  }

  #dressLanguages(person) {
    const button = (code) => {
      const pressed = `${person.languages[0] === code}`;
      const attributes = { type: "button", lang: code, title: LANGUAGES[code], "aria-label": LANGUAGES[code] };
      return el("button", { ...attributes, "data-language": code, "aria-pressed": pressed }, code.toUpperCase());
    };
    const group = this.#find(".languages");
    group.hidden = false;
    group.setAttribute("aria-label", t("language-of", { name: person.name }));
    become(group, ...Object.keys(LANGUAGES).map(button));
  }

  #dressSpeakers() {
    const choice = (person, index) => {
      const attributes = { type: "radio", name: "speaker", value: `${index}`, checked: index === this.#speaker };
      const label = words("span", {}, person.name);
      return el("label", { "data-role": ["mentor", "mentee"][index] }, el("input", attributes), label);
    };
    const group = this.#find(".speakers");
    group.hidden = false;
    become(group, el("legend", {}, t("acting-as")), ...this.#people.map(choice));
  }

  #speaking() {
    return this.#people[this.#speaker];
  }

  #listen() {
    const root = this.#root;
    root.addEventListener("click", ({ target }) => {
      if (target.closest("[data-hide]")) this.#log.remove(this.#log.entry(target));
      else if (target.dataset.language) this.#type(`language ${target.dataset.language}`);
      else if (target.closest("article")) this.#press(target, deeds.clicked(target));
    });
    root.addEventListener("change", ({ target }) => {
      if (target.type === "file") this.#drop(target);
      else if (target.name === "speaker") this.#turn(Number(target.value));
      else if (target.closest("article")) this.#press(target, deeds.ticked(target));
    });
    root.addEventListener("input", ({ target }) => target.closest(".form") && edited.add(target));
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target.matches(".form")) this.#submit(event.target);
      else this.#write();
    });
  }

  #turn(index) {
    this.#speaker = index;
    this.#dressWriting();
  }

  #write() {
    const input = this.#find("input.write");
    const text = input.value.trim();
    if (text === "") return;
    input.value = "";
    this.#completion.close();
    this.#type(text);
  }

  #type(text) {
    const person = this.#speaking();
    this.read();
    this.#log.expect();
    this.#log.add({ posted: now(), only: person, text });
    this.#log.expect();
    this.#do(api.type, person, { text });
  }

  async #drop(input) {
    const [file] = input.files;
    if (file === undefined) return;
    const person = this.#speaking();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    input.value = "";
    this.read();
    this.#log.expect();
    this.#log.add({ posted: now(), only: person, text: file.name });
    this.#log.expect();
    this.#do(api.drop, person, { name: file.name.slice(0, 200), content });
  }

  async #press(target, deed) {
    if (deed === null || deed.control.ariaBusy === "true") return;
    const entry = this.#log.entry(target);
    const { action, values, control, held, asked } = deed;
    if (asked && !(await ask(asked, entry.content.language))) return;
    this.read();
    if (held) {
      this.#log.uses(entry);
      entry.intents.hold(action, values);
      this.#log.redraw(entry);
    } else {
      control.ariaBusy = "true";
      this.#log.leads(entry);
    }
    this.#do(api.press, entry.only ?? this.#speaking(), { action, values }, entry, {
      undone: () => held && (entry.intents.release(action), this.#log.redraw(entry)),
      over: () => (control.ariaBusy = null),
    });
  }

  #submit(form) {
    if (form.ariaBusy === "true") return;
    const entry = this.#log.entry(form);
    this.read();
    form.ariaBusy = "true";
    this.#log.leads(entry);
    this.#do(api.submit, entry.only ?? this.#speaking(), deeds.submitted(form), entry, {
      done: () => sent(form),
      over: () => (form.ariaBusy = null),
    });
  }

  #do(send, person, what, entry = null, after = {}) {
    const { conversation } = this;
    const on = entry === null ? {} : { pair: entry.pair, card: entry.key };
    this.#errands.run(send, { as: person.address, conversation, ...on, ...what }, {
      ...after,
      done: (answers) => {
        after.done?.();
        if (conversation === this.conversation) this.#answer(answers, person, entry);
        this.#acted();
      },
    });
  }

  // Answers are seen by whoever acted: in place of what they pressed, or below.
  #answer(answers, person, pressed) {
    for (const { redraw, ...answer } of answers) {
      if (redraw && pressed?.element.isConnected && (pressed.only || answer.key === pressed.key)) {
        // A card that several see keeps what was posted to all of them: its own update is on its way.
        if (pressed.only || this.#people.length === 1) Object.assign(pressed, answer);
        this.#log.redraw(pressed, "changed-message");
      } else {
        this.#log.expect();
        this.#log.add({ ...answer, posted: now(), only: person });
      }
    }
  }

  #find(selector) {
    return this.#root.querySelector(selector);
  }
}

// A form's text has gone: a field that starts empty is for one more, others keep theirs until the card says it.
function sent(form) {
  for (const input of form.querySelectorAll("input, textarea")) {
    edited.delete(input);
    if (input.defaultValue === "") input.value = "";
  }
}
