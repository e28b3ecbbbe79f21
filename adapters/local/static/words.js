// What the page itself says. The programme's sentences come from the bot, each in its reader's language.
// The server writes the languages into the page, as each language's folder has them, the default one first.

const SPOKEN = new Map(
  JSON.parse(document.getElementById("languages").textContent).map((each) => [each.code, each]),
);

// The languages by their own names.
export const LANGUAGES = Object.fromEntries([...SPOKEN.values()].map(({ code, name }) => [code, name]));

const KEPT = "together.language";

const wishes = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.split("-")[0])];
let language = [...wishes, ...SPOKEN.keys()].find((each) => SPOKEN.has(each));

export function spoken() {
  return language;
}

// For dates: `en-GB`.
export function locale() {
  return SPOKEN.get(language).locale;
}

// How days and times are written, as on the cards: Unicode patterns.
export function dates() {
  return SPOKEN.get(language).dates;
}

export function speak(chosen) {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
}

export function has(key) {
  return key in SPOKEN.get(language).words;
}

// The sentence in the page's language, or in that of a message, if the page speaks it.
export function t(key, args = {}, wanted = language) {
  return (SPOKEN.get(wanted) ?? SPOKEN.get(language)).words[key].replace(/\{(\w+)\}/g, (_, name) => args[name]);
}

// Fills the elements that name a sentence: `data-t` for their text, `data-t-label` for what a screen reader says.
export function translate(root) {
  for (const each of root.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of root.querySelectorAll("[data-t-label]")) each.setAttribute("aria-label", t(each.dataset.tLabel));
}
