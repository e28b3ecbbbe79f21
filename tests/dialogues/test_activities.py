"""The conversations that séances hold, line by line, as `tests/dialogues/test_dialogues.py` tells what a line is."""

from __future__ import annotations

import pytest

from tests.dialogues.stage import Stage, line
from tests.dialogues.test_dialogues import LOOK, MET, ROSTER, STARTED, Line, fits, plainly, played
from tests.labels import fr

DIALOGUES: dict[str, list[Line]] = {
    "an agreement, from either's proposal to the other's yes": [
        STARTED,
        ("camille", "accord", "Comment nous avançons\n\nMettez-vous d’accord…[Cela me convient]"),
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
            "[Cela me convient]",
            "…C’est convenu entre vous :…Rencontres : en vidéo\nOù : https://visio.example.org/salle…[Proposer un changement]",
        ),
        ("camille", LOOK, "…C’est convenu, merci à vous deux…"),
        ("camille", "[Proposer un changement]", "…[Cela me convient] [Laisser comme convenu]"),
        ("camille", "[Laisser comme convenu]", "…C’est convenu entre vous :…"),
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
            "Ce qui reste entre vous\n\nVoici un point de départ…☑ Ce que nous nous disons reste entre nous.…[Je signe]",
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
            "[Je signe]",
            "…Vous l’avez signé à deux.\n\nNous nous promettons\n• Rien ne sort d’ici.…[Proposer un changement]",
        ),
        ("awa", LOOK, "…C’est signé à deux."),
        ("awa", "[Proposer un changement]", "…[Je signe] [Laisser comme signé]"),
        ("awa", "[Laisser comme signé]", "…Vous l’avez signé à deux.…"),
    ],
    "an observation, that one of them says first whether it appeals": [
        STARTED,
        ("awa", "observation", "Une observation au travail…c’est d’abord à Camille de dire si l’idée lui plaît…"),
        ("camille", "observation", "…Cela vous tenterait-il de voir Awa à l’œuvre ?…Je ne le demande qu’à vous…"),
        ("camille", "[Plutôt pas]", "…C’est noté, et cela reste ici…"),
        ("awa", "observation", "Une observation au travail…c’est d’abord à Camille de dire si l’idée lui plaît…"),
        ("camille", "[Cela me tente]", "…Bonne idée ! La suite se choisit à deux…"),
        ("awa", LOOK, "…Camille aimerait voir Awa à l’œuvre…"),
        (
            "awa",
            "[assister à une réunion]",
            "…● assister à une réunion…La tenue conseillée et les personnes à présenter…",
        ),
        ("awa", "observation", "…● assister à une réunion…"),
    ],
    "three minutes that nobody else reads": [
        STARTED,
        ("ines", "présentation", "Vos trois minutes…Noé ne les voit pas…"),
        ("ines", "✎ Je dessine des ponts. | | ", "…Qui je suis, ce que je fais : Je dessine des ponts.…"),
        ("noé", "introduction", "Your three minutes…"),
        ("noé", "status", "Where you stand…"),
        ("awa", "présentation", f"{fr('not-part')}…"),
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
