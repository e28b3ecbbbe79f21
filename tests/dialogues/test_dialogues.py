"""Conversations, line by line: who does what, and what they read. See `DIALOGUES`; the rest of the file only plays them."""

from __future__ import annotations

import pytest

from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import en, fr
from tests.values import at

TIME, LOOK = "time", "(looks)"
Line = tuple[str, str, str]
"""Who, what they do, what they alone read in answer.

What they do: they type it; or press it, `[Yes]`; or fill in a form, `✎ 2026-01-09 | 14:30`; or look what has come, `LOOK`.
What they read: all of it, or its beginning if it ends in `…`, its end if it begins with `…`, a part of it if both.
`(TIME, "2026-01-06 09:00", "")` lets time pass, in UTC.
"""

COMMANDS_FR = f"{fr('help-lead')}\n\n• {fr('help-prep')}\n…\n• {fr('help-help')}\n\n…"
HELP_FR = f"{COMMANDS_FR}{fr('help-alone')}"
COMMANDS_EN = f"{en('help-lead')}\n\n• {en('help-prep')}\n…\n• {en('help-help')}\n\n…"
HELP_EN = f"{COMMANDS_EN}{en('help-alone')}"

STRANGER = """\
Bonjour ! Je suis together. J’accompagne les binômes du programme Together, séance après séance : une date, de quoi \
se préparer, un ordre du jour, une minute d’évaluation. Mais je ne vous y trouve pas encore. \
Si vous pensez en faire partie, la coordination du programme pourra vous inscrire.
  Hello! I am together. I support the pairs of the Together programme, session after session: a date, what to prepare, \
an agenda, a one-minute evaluation. But I cannot find you among them yet. \
If you think you belong to one, your programme coordinators can enrol you."""

STARTED: Line = (TIME, "2026-01-06 09:00", "")
MET: list[Line] = [
    STARTED,
    ("camille", "date", "Une date pour la séance 1…"),
    ("camille", f"[{fr('date-other')}]", "Proposer une date…"),
    (
        "camille",
        "✎ 2026-01-08 | 14:00",
        "C’est proposé : jeudi 8 janvier à 14 h. Awa peut l’accepter d’un geste.",
    ),
    (
        "awa",
        LOOK,
        "…Convient à Camille : jeudi 8 janvier à 13 h (Dakar), 14 h (Paris)…",
    ),
    (
        "awa",
        "[✓ jeu. 8 janv. · 13 h (Dakar)]",
        "Séance 1 : c’est noté…",
    ),
    (TIME, "2026-01-08 15:30", ""),
    (
        "awa",
        f"[{fr('held-yes')}]",
        "Séance 1 : a-t-elle eu lieu ?\n\n"
        "Séance 1 : c’est noté, elle a eu lieu. Merci à vous deux.\n\n[Corriger : elle n’a pas eu lieu]",
    ),
]

DIALOGUES: dict[str, list[Line]] = {
    "the commands in French": [
        STARTED,
        ("awa", "aide", HELP_FR),
        ("awa", LOOK, "Bonjour Awa !…"),
        (
            "awa",
            "statut",
            "Où vous en êtes\n\nAvec : Camille\nParcours : Mentorat\nSéance 1 : Apprendre à se connaître\n"
            f"Étape : Une date est à choisir\n…[{fr('run-prep')}] [{fr('run-date')}]…",
        ),
        ("awa", "prep", "Séance 1 avec Camille\n\nVoici de quoi préparer…"),
        ("awa", "odj", "Séance 1 : l’ordre du jour\n\nVoici de quoi vous parlerez. La date reste à choisir…"),
        ("awa", "rendez-vous", "Une date pour la séance 1…"),
        ("awa", "évaluer", "Il n’y a pas encore de séance à évaluer."),
        ("awa", "langue", "En quelle langue préférez-vous que je vous écrive ?\n\n[Français] [English]"),
        ("awa", "reprendre", f"Le parcours n’est pas en pause.\n\n[{fr('run-status')}]"),
        ("awa", "pause", "Le parcours est en pause. Jusqu’à ce que vous le repreniez, je ne vous envoie rien…"),
        ("awa", "date", f"Le parcours est en pause. Reprenez-le quand vous voudrez.\n\n[{fr('run-resume')}]"),
        ("awa", f"[{fr('run-resume')}]", "C’est reparti. La suite arrive au bon moment."),
    ],
    "the commands in English": [
        STARTED,
        ("priya", "help", HELP_EN),
        ("priya", "where", "Where you stand\n\nWith: Sam\nTrack: Mentoring\nSession 1: Getting to know each other…"),
        ("priya", "prepare", "Session 1 with Sam…"),
        ("priya", "agenda", "Session 1: the agenda\n\nHere is what you will talk about. The date is still to be chosen…"),
        ("priya", "schedule", "A date for session 1…"),
        ("priya", "feedback", "There is no session to evaluate yet."),
        ("priya", "language", "Which language would you like me to write in?\n\n[Français] [English]"),
        ("priya", "break", "The programme is paused. I will send you nothing until you resume it…"),
        ("priya", "restart", "Off we go again. What comes next will arrive in good time."),
    ],
    "each language's words work for everybody, with or without accents and capitals": [
        STARTED,
        ("awa", "HELP", HELP_FR),
        ("awa", "/Evaluer", "Il n’y a pas encore de séance à évaluer."),
        ("priya", "Aide!", HELP_EN),
        ("priya", "?", HELP_EN),
    ],
    "nothing typed is a call for help": [STARTED, ("awa", "", HELP_FR), ("awa", "   ", HELP_FR)],
    "a slip gets the nearest word, ready to press": [
        STARTED,
        ("awa", "statu", f"{fr('unknown-nearest', word='statu')}\n\n[{fr('run-status')}] [{fr('run-help')}]"),
        ("awa", f"[{fr('run-status')}]", "Où vous en êtes…"),
        ("priya", "agneda", f"I did not understand “agneda”. Perhaps you meant this:\n\n[{en('run-agenda')}] [{en('run-help')}]"),
    ],
    "what is typed comes back as it was typed": [
        STARTED,
        ("awa", "<b>gras</b>", f"Je n’ai pas compris « <b>gras</b> ».\n\n[{fr('run-help')}]"),
        ("awa", "**gras** _ici_", f"Je n’ai pas compris « **gras** _ici_ ».\n\n[{fr('run-help')}]"),
        ("awa", "{$name}&amp;`x`", f"Je n’ai pas compris « {{$name}}&amp;`x` ».\n\n[{fr('run-help')}]"),
        ("awa", "שלום", f"Je n’ai pas compris « \u2068שלום\u2069 ».\n\n[{fr('run-help')}]"),
        ("awa", "x" * 5000, f"Je n’ai pas compris « {'x' * 80}… ».\n\n[{fr('run-help')}]"),
    ],
    "a pause until a day, and days that are none": [
        STARTED,
        ("awa", "pause 31/02", "Je n’ai pas su lire cette date. Écrivez par exemple « pause 05/02/2026 »…"),
        ("awa", "pause demain", "Je n’ai pas su lire cette date…"),
        ("awa", "pause 01/01/2020", "Cette date est déjà passée. Choisissez-en une à venir…"),
        ("awa", "statut", "…Étape : Une date est à choisir…"),
        ("awa", "pause 31/03/2026", "Le parcours est en pause jusqu’au mardi 31 mars inclus. D’ici là, je ne vous envoie rien…"),
        ("camille", LOOK, "…Une pause\n\nLe parcours est en pause jusqu’au mardi 31 mars inclus…"),
        (TIME, "2026-03-31 20:00", ""),
        ("camille", LOOK, ""),
        (TIME, "2026-04-01 12:00", ""),
        ("camille", LOOK, "Une date pour la séance 1…"),
    ],
    "a pause of more than a year": [
        *MET,
        ("awa", "pause 30/06/2027", "Le parcours est en pause jusqu’au mercredi 30 juin 2027 inclus. D’ici là…"),
        ("awa", LOOK, "…"),
        (TIME, "2027-06-30 21:00", ""),
        ("awa", LOOK, ""),
        ("awa", f"[{fr('date-none')}]", f"Le parcours est en pause. Reprenez-le quand vous voudrez.\n\n[{fr('run-resume')}]"),
        (TIME, "2027-07-02 12:00", ""),
        ("awa", LOOK, "Une date pour la séance 2…"),
        ("awa", "statut", "…Séance 2 : Fixer des objectifs\nÉtape : Une date est à choisir…"),
    ],
    "another language": [
        STARTED,
        ("awa", "langue klingon", "En quelle langue préférez-vous que je vous écrive ?\n\n[Français] [English]"),
        ("awa", "[English]", "All right, I’ll write to you in English."),
        ("awa", "aide", HELP_EN),
        ("camille", "aide", HELP_FR),
        ("awa", "language français", "C’est entendu, je vous écrirai en français."),
        ("awa", "aide", HELP_FR),
    ],
    "a pair that shares no language reads both": [
        STARTED,
        ("nina", LOOK, "…A date for session 1 · Une date pour la séance 1…"),
        ("nina", "date", "A date for session 1…"),
        ("omar", "date", "Une date pour la séance 1…"),
    ],
    "a person in several pairs is asked which": [
        STARTED,
        ("luc", "statut", "Vous avez plusieurs parcours. Lequel est-ce ?\n\n[Avec Zoé] [Avec Mia]"),
        ("luc", "[Avec Zoé]", "Où vous en êtes\n\nAvec : Zoé…"),
        ("luc", "pause 01/01/2020", "Vous avez plusieurs parcours. Lequel est-ce ?\n\n[Avec Zoé] [Avec Mia]"),
        ("luc", "[Avec Mia]", "Cette date est déjà passée…"),
        ("luc", "aide", HELP_FR),
        ("luc", "language en", "All right, I’ll write to you in English."),
    ],
    "a stranger": [
        STARTED,
        ("somebody", "aide", STRANGER),
        ("somebody", "<script>", STRANGER),
    ],
    "an evaluation, from the first tap to second thoughts": [
        *MET,
        ("awa", f"[{fr('evaluation-scale-4')}]", f"Séance 1 : votre évaluation, en une minute…● {fr('evaluation-scale-4')}…"),
        ("awa", "✎ Un <b>vrai</b> *bol* d’air", "…Un <b>vrai</b> *bol* d’air…"),
        ("awa", "✎ ", "Séance 1 : votre évaluation, en une minute…"),
        (
        "awa",
        f"[{fr('evaluation-done')}]",
        f"…C’est noté, merci.\n\n[{fr('evaluation-change')}]",
        ),
        ("awa", f"[{fr('evaluation-change')}]", f"…● {fr('evaluation-scale-4')}…"),
        ("awa", "statut", "…Votre évaluation de la séance 1 : remplie, merci…"),
        ("camille", "statut", "…Votre évaluation de la séance 1 : à remplir quand vous voudrez…"),
    ],
    "a date by hand that cannot be read": [
        STARTED,
        ("awa", "date", "Une date pour la séance 1…"),
        ("awa", f"[{fr('date-other')}]", f"Proposer une date\n\n{fr('date-field-day')} 2026-01-09\nHeure (fuseau : Dakar) 10:00…"),
        ("awa", "✎ bientôt | 14:00", "Proposer une date\n\nJe n’ai pas su lire ce jour ou cette heure…"),
        ("awa", "✎ 2026-01-01 | 14:00", "Proposer une date\n\nCette date est déjà passée. Choisissez-en une à venir…"),
        ("awa", "✎ 2028-01-01 | 14:00", "Proposer une date\n\nCette date est à plus d’un an…"),
        ("awa", "✎ 2026-01-10 | 22:00", "…À noter : pour Camille, c’est en dehors des heures habituelles."),
    ],
}  # fmt: skip

ROSTER = HEADER + "".join(
    [
        line("Awa", "Camille"),
        line("Priya", "Sam", "en,en"),
        line("Nina", "Omar", "en,fr"),
        line("Luc", "Mia", "fr en,fr"),
        line("Zoé", "Luc", "fr,fr en", zones="Europe/Paris,Africa/Dakar"),
    ]
)


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_dialogue(dialogue: list[Line], sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER) as stage:
        for number, (who, does, reads) in enumerate(dialogue, 1):
            read = played(stage, who, does)
            assert fits(plainly(reads), read), (
                f"line {number}: {who} {does[:60]!r} reads\n\n{read}\n\nand not\n\n{reads}"
            )


def played(stage: Stage, who: str, does: str) -> str:
    """What `who` reads then, with ordinary spaces."""
    if who == TIME:
        stage.wait(at(does))
        return ""
    if does == LOOK:
        read = "\n\n".join(stage.finds(who))
    elif does.startswith("[") and does.endswith("]"):
        stage.finds(who)
        read = stage.presses(who, plainly(does[1:-1]), plainly)
    elif does.startswith("✎"):
        read = stage.writes(who, *(value.strip() for value in does.removeprefix("✎").split("|")))
    else:
        read = stage.says(who, does)
    return plainly(read)


def plainly(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def fits(expected: str, read: str) -> bool:
    """Whether the parts that stand between the `…` are there in this order, from the beginning to the end."""
    if expected.count("…") == 0 or expected == read:
        return expected == read
    place = 0
    parts = expected.split("…")
    for part in parts:
        found = read.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return read.startswith(parts[0]) and read.endswith(parts[-1])


def test_what_fits() -> None:
    assert fits("abc", "abc")
    assert fits("ab…", "abc")
    assert fits("…bc", "abc")
    assert fits("…b…", "abc")
    assert fits("a…c", "abc")
    assert not fits("ab", "abc")
    assert not fits("…b", "abc")
    assert not fits("b…", "abc")
    assert not fits("…c…b…", "abc")
    assert not fits("", "abc")
