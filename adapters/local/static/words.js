// What the page itself says. The programme's sentences come from the bot, each in its reader's language.
// French typography: \u202f is the narrow no-break space before ; ! ?, \u00a0 the one before : and inside « ».

export const LANGUAGES = { fr: "Français", en: "English" };

const WORDS = {
  fr: {
    "title": "together – page locale",
    "skip": "Aller aux conversations",
    "conversations": "Conversations",
    "clock": "Heure du programme",
    "jump": "Avancer jusqu’au prochain événement",
    "jumped": "Nous sommes maintenant le {when}.",
    "nothing-next": "Rien d’autre n’est prévu pour le moment.",
    "pair": "Binôme",
    "pair-option": "{mentor} et {mentee} – {track}",
    "no-pair": "Aucun binôme pour l’instant.",
    "track-mentoring": "mentorat",
    "track-networking": "réseautage",
    "page-language": "Langue de la page",
    "mentor": "Mentor(e)",
    "mentee": "Personne mentorée",
    "shared": "Binôme",
    "coordinator": "Coordination",
    "both": "{mentor} et {mentee}",
    "language-of": "Langue de {name}",
    "acting-as": "En tant que",
    "write-as": "Écrire en tant que {name}",
    "write-hint": "Par exemple «\u00a0{word}\u00a0»",
    "write-plain": "Écrire ici",
    "send": "Envoyer",
    "suggestions": "Mots possibles",
    "empty": "Rien pour l’instant. Les messages arriveront ici.",
    "only-you": "Visible pour vous uniquement",
    "only-named": "{name} – visible pour vous uniquement",
    "hide": "Masquer cette réponse",
    "source": "D’où vient ce message\u202f?",
    "source-key": "Message",
    "source-items": "Éléments du programme",
    "source-none": "Aucun",
    "optional": "facultatif",
    "many": "plusieurs réponses possibles",
    "automatic": "case automatique",
    "open": "Ouvrir {host} dans un nouvel onglet",
    "unread": "non lus",
    "new-message": "Nouveau message",
    "changed-message": "Message mis à jour",
    "lost": "Connexion perdue, nouvelle tentative…",
    "trouble-offline": "Le service ne répond pas. Vous pouvez réessayer sans risque.",
    "trouble-unavailable": "Le service est momentanément indisponible. Rien n’a été enregistré.",
    "trouble-size": "Ce texte est trop long.",
    "trouble-other": "Cela n’a pas pu être fait ({code}).",
    "retry": "Réessayer",
    "close": "Fermer",
  },
  en: {
    "title": "together – local page",
    "skip": "Go to the conversations",
    "conversations": "Conversations",
    "clock": "Programme time",
    "jump": "Jump to what happens next",
    "jumped": "It is now {when}.",
    "nothing-next": "Nothing else is planned for now.",
    "pair": "Pair",
    "pair-option": "{mentor} and {mentee} – {track}",
    "no-pair": "No pair yet.",
    "track-mentoring": "mentoring",
    "track-networking": "networking",
    "page-language": "Language of the page",
    "mentor": "Mentor",
    "mentee": "Mentee",
    "shared": "Pair",
    "coordinator": "Coordinator",
    "both": "{mentor} and {mentee}",
    "language-of": "{name}’s language",
    "acting-as": "Acting as",
    "write-as": "Write as {name}",
    "write-hint": "Such as “{word}”",
    "write-plain": "Write here",
    "send": "Send",
    "suggestions": "Suggestions",
    "empty": "Nothing yet. Messages will arrive here.",
    "only-you": "Only visible to you",
    "only-named": "{name} – only visible to you",
    "hide": "Hide this answer",
    "source": "Where is this from?",
    "source-key": "Message",
    "source-items": "Items of the programme",
    "source-none": "None",
    "optional": "optional",
    "many": "several answers possible",
    "automatic": "automatic",
    "open": "Open {host} in a new tab",
    "unread": "unread",
    "new-message": "New message",
    "changed-message": "Message updated",
    "lost": "Connection lost, trying again…",
    "trouble-offline": "The service does not answer. It is safe to try again.",
    "trouble-unavailable": "The service is not available just now. Nothing was stored.",
    "trouble-size": "This text is too long.",
    "trouble-other": "That could not be done ({code}).",
    "retry": "Try again",
    "close": "Close",
  },
};

const KEPT = "together.language";

let language = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2)), "fr"].find(
  (each) => each in WORDS,
);

export function spoken() {
  return language;
}

export function speak(chosen) {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
}

export function has(key) {
  return key in WORDS[language];
}

// The sentence in the page's language, or in that of a message, if the page speaks it.
export function t(key, args = {}, wanted = language) {
  return (WORDS[wanted] ?? WORDS[language])[key].replace(/\{(\w+)\}/g, (_, name) => args[name]);
}

// Fills the elements that name a sentence: `data-t` for their text, `data-t-label` for what a screen reader says.
export function translate(root) {
  for (const each of root.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of root.querySelectorAll("[data-t-label]")) each.setAttribute("aria-label", t(each.dataset.tLabel));
}
