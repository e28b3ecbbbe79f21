"""The conversations that séances hold, line by line, as `tests/dialogues/test_dialogues.py` tells what a line is."""

from __future__ import annotations

import pytest

from tests.dialogues.stage import Stage
from tests.dialogues.test_dialogues import LOOK, MET, ROSTER, STARTED, Line, fits, plainly, played

DIALOGUES: dict[str, list[Line]] = {
    "an agreement, from either's proposal to the other's yes": [
        STARTED,
        ("camille", "accord", "Comment nous avançons\n\nMettez-vous d’accord…[Cela me convient]"),
        ("camille", "[en vidéo]", "…Camille a dit oui.\n\nÀ Awa de dire…● en vidéo…"),
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
        ("awa", LOOK, "…Comment nous avançons…Camille a dit oui…"),
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
        ("awa", "pacte", "Ce qui reste entre vous\n\nVoici de quoi partir…☑ Ce que nous nous disons reste entre nous.…[Je signe]"),
        ("awa", "✎ Rien ne sort d’ici. | | | | ", "…Awa a signé.\n\nÀ Camille de signer, ou de proposer autre chose…☑ Rien ne sort d’ici.…"),
        ("camille", LOOK, "…Ce qui reste entre vous…☑ Rien ne sort d’ici.…"),
        ("camille", "pact", "Ce qui reste entre vous…"),
        ("camille", "[Je signe]", "…Vous l’avez signé à deux.\n\nNous nous promettons\n• Rien ne sort d’ici.…[Proposer un changement]"),
        ("awa", LOOK, "…C’est signé à deux."),
        ("awa", "[Proposer un changement]", "…[Je signe] [Laisser comme signé]"),
        ("awa", "[Laisser comme signé]", "…Vous l’avez signé à deux.…"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_dialogue(dialogue: list[Line], sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER) as stage:
        for number, (who, does, reads) in enumerate(dialogue, 1):
            read = played(stage, who, does)
            assert fits(plainly(reads), read), (
                f"line {number}: {who} {does[:60]!r} reads\n\n{read}\n\nand not\n\n{reads}"
            )
