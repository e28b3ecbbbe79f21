"""The conversations that séances hold, line by line, as `tests/dialogues/test_dialogues.py` tells what a line is."""

from __future__ import annotations

import pytest

from tests.dialogues.stage import Stage, line
from tests.dialogues.test_dialogues import LOOK, MET, ROSTER, STARTED, Line, fits, plainly, played
from tests.labels import fr

DIALOGUES: dict[str, list[Line]] = {
    "an agreement, from either's proposal to the other's yes": [
        STARTED,
        ("camille", "accord", "Comment nous avançons\n\nMettez-vous d’accord…[Cet accord me convient]"),
        ("camille", "[en vidéo]", "…Ceci convient à Camille.\n\nÀ Awa de dire…● en vidéo…"),
        (
            "camille",
            "✎ http://visio.example.org/salle | Par courriel",
            "…Ce lien ne peut pas être suivi…Entre deux séances : Par courriel…",
        ),
        (
            "camille",
            "✎ https://visio.example.org/salle | Par courriel",
            "…Où : https://visio.example.org/salle\nEntre deux séances : Par courriel…",
        ),
        ("awa", LOOK, "…Comment nous avançons…Ceci convient à Camille…"),
        ("awa", "convenir", "Comment nous avançons…● en vidéo…"),
        (
            "awa",
            "[Cet accord me convient]",
            "…C’est convenu entre vous :…Rencontres : en vidéo\nOù : https://visio.example.org/salle…"
            "[Proposer de changer l’accord]",
        ),
        ("camille", LOOK, "…C’est convenu, merci à vous deux…"),
        ("camille", "[Proposer de changer l’accord]", "…[Cet accord me convient] [Garder l’accord tel quel]"),
        ("camille", "[Garder l’accord tel quel]", "…C’est convenu entre vous :…"),
        ("awa", "statut", "…Votre accord : convenu…"),
    ],
    "an agreement in English, left open": [
        STARTED,
        ("priya", "agreement", "How we work together\n\nAgree on what suits you both…"),
        ("sam", "status", "…Your agreement: to be settled whenever you like…"),
    ],
    "a pact, worded anew and signed by both": [
        *MET,
        (
            "awa",
            "pacte",
            "Ce qui reste entre vous\n\nVoici un point de départ…☑ Ce que nous nous disons reste entre nous.…[Je signe le pacte]",
        ),
        (
            "awa",
            "✎ Rien ne sort d’ici. | | | | ",
            "…Awa a signé.\n\nÀ Camille de signer, ou de proposer autre chose…☑ Rien ne sort d’ici.…",
        ),
        ("camille", LOOK, "…Ce qui reste entre vous…☑ Rien ne sort d’ici.…"),
        ("camille", "pact", "Ce qui reste entre vous…"),
        (
            "camille",
            "[Je signe le pacte]",
            "…Vous l’avez signé à deux.\n\nNous nous promettons\n• Rien ne sort d’ici.…[Proposer de changer le pacte]",
        ),
        ("awa", LOOK, "…C’est signé à deux."),
        ("awa", "[Proposer de changer le pacte]", "…[Je signe le pacte] [Garder le pacte tel quel]"),
        ("awa", "[Garder le pacte tel quel]", "…Vous l’avez signé à deux.…"),
    ],
    "an observation comes with its séance, and not before": [
        STARTED,
        ("awa", "observation", "Observation au travail…c’est d’abord à Camille de dire si l’idée lui plaît…"),
        ("camille", "observation", f"Observation au travail…{fr('shadowing-later')}"),
    ],
    "three minutes that nobody else reads": [
        STARTED,
        ("ines", "présentation", "Vos trois minutes…Noé ne les voit pas…"),
        ("ines", "✎ Je dessine des ponts. | | ", "…Qui je suis, ce que je fais : Je dessine des ponts.…"),
        ("noé", "introduction", "Your three minutes…"),
        ("noé", "status", "Where you stand…"),
        ("awa", "présentation", f"{fr('not-part')}…"),
    ],
    "goals are the mentee's, suggestions the mentor's": [
        STARTED,
        ("awa", "objectifs", "Objectifs et actions…rien ne presse…[Ajouter une suggestion]"),
        ("camille", "objectifs", "Objectifs et actions…[Écrire mes objectifs]"),
        ("camille", "[Écrire mes objectifs]", "Objectifs et actions…J’y serai quand… (objectif 1)…"),
        (
            "camille",
            "✎ Oser demander | j’aurai demandé | | | | ",
            "…• Oser demander – j’y serai quand : j’aurai demandé…",
        ),
        ("camille", "[Noter mes actions]", "Objectifs et actions…Un petit rappel viendra le jour choisi…"),
        ("camille", "✎ Appeler Rosa | hier | | | | ", "…Rien n’est perdu…Appeler Rosa…"),
        ("camille", "✎ Appeler Rosa | 2026-01-12 | | | | ", "…Appeler Rosa – pour le lundi 12 janvier…"),
        ("awa", "[Changer mes objectifs]", "…C’est à Camille d’écrire ses objectifs…"),
        ("camille", "[fait]", "…● fait…"),
        ("awa", "objectifs", "…Appeler Rosa – fait…"),
    ],
    "what they keep of a session, in English": [
        STARTED,
        ("sam", "takeaways", "What you take away…"),
        ("sam", "goals", "Goals and actions…"),
        ("priya", "people", "…Sam…"),
    ],
    "what they keep of a séance, or nothing": [
        *MET,
        ("camille", LOOK, "…Ce que vous retenez de la séance 1…"),
        ("camille", "[Noter ce que nous retenons]", "Ce que vous retenez\n\nTrois lignes courtes…Une ligne suffit…"),
        ("camille", "✎ Demander tôt | | ", "…• Demander tôt…[Changer ce que nous retenons]"),
        ("awa", "retenir", "Ce que vous retenez de la séance 1\n\n• Demander tôt…"),
    ],
    "people to meet": [
        STARTED,
        ("camille", "personnes", "Des personnes à rencontrer…[Ajouter une personne]"),
        ("camille", "[Ajouter une personne]", "Des personnes à rencontrer…Pourquoi (160 caractères au plus)…"),
        ("camille", "✎ Rosa, aux achats | Ses contrats", "…• Rosa, aux achats – Ses contrats…"),
        ("awa", "personnes", "…[Je peux vous présenter : Rosa, aux achats]"),
        ("awa", "[Je peux vous présenter : Rosa, aux achats]", "…Awa peut faire les présentations…"),
        ("camille", LOOK, "…Camille, Awa peut vous présenter quelqu’un de votre liste…"),
        ("camille", "[J’ai rencontré : Rosa, aux achats]", "…rencontre faite…"),
    ],
    "before their séances the road and the topic are said to come": [
        STARTED,
        ("awa", "point", "Le point se fait à la séance 6…"),
        ("camille", "sujet", "Le sujet de la séance inversée…"),
        ("camille", "collègues", "Le regard des collègues…Ce message peut servir à tout moment…"),
        ("awa", "collègues", "Le regard des collègues…Rien ne vous est demandé ici."),
    ],
    "how it goes is asked once, and a human being is there at any time": [
        STARTED,
        ("camille", "entente", "Avec Awa…"),
        ("camille", "contact", "Parler à quelqu’un…"),
        ("awa", "parler", "Parler à quelqu’un…"),
    ],
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_dialogue(dialogue: list[Line], sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER + line("Ines", "Noé", "fr,en", track="networking")) as stage:
        for number, (who, does, reads) in enumerate(dialogue, 1):
            read = played(stage, who, does)
            assert fits(plainly(reads), read), (
                f"line {number}: {who} {does[:60]!r} reads\n\n{read}\n\nand not\n\n{reads}"
            )
