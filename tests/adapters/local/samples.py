"""Messages to show."""

from __future__ import annotations

from bot.engine.ids import Action
from bot.engine.messages import (
    Bar,
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Entry,
    Fact,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Option,
    Part,
    Row,
    Style,
    Table,
    Text,
    Tick,
    say,
    typed,
)

TEXT = Text(Line(typed("Regardez le profil."), item="M1.B1", link="https://example.org/profil"))
QUIET = Text(Line(typed("Personne d’autre ne lit vos réponses.")), quiet=True)
FACTS = Facts((Fact(typed("Quand"), typed("lundi à 10:00")), Fact(typed("Durée"), typed("une heure"))))
BULLETS = Bullets((Line(typed("Vos parcours"), item="M1.D1"), Line(typed("Vos envies"), item="M1.D2")), typed("Sujets"))
TABLE = Table(
    typed("Les binômes"),
    (typed("Binôme"), typed("Où en est le binôme"), typed("Ce qui demande votre attention")),
    tuple(
        Row(Line(typed(" – ".join(cells))), tuple(map(typed, cells)))
        for cells in (("Awa et Camille", "séance 1", "rien"), ("Luc et Mia", "séance 2", "pas de date"))
    ),
)
CHECKLIST = Checklist(
    Action("tick"),
    (
        Tick("a", Line(typed("Lire le manuel"), item="M1.B2", link="https://example.org/manuel")),
        Tick("b", Line(typed("Voir la vidéo"), item="M1.B3"), ticked=True),
        Tick("c", Line(typed("Évaluation remplie")), ticked=True, locked=True),
        Tick("d", Line(typed("Noter une question"))),
    ),
    typed("Avant la séance"),
)
SINGLE = Choices(
    Action("rate"), typed("Utile ?"), tuple(Option(str(n), typed(f"{n} sur 5")) for n in range(1, 6)), chosen=("3",)
)
MANY = Choices(
    Action("helped"),
    typed("Ce qui a aidé"),
    (Option("l", typed("L’écoute")), Option("q", typed("Les questions"))),
    chosen=("l",),
    many=True,
)
BUTTONS = Buttons(
    (
        Button(Action("go"), typed("Commencer"), style=Style.PRIMARY),
        Button(Action("slot"), typed("Mardi"), "t1", pressed=True),
        Button(Action("cancel"), typed("Annuler"), style=Style.DANGER),
    )
)
FORM = Form(
    Action("own"),
    (
        Field("remark", typed("Un mot"), optional=True),
        Field("day", typed("Jour"), Entry.DATE, "2026-03-31"),
        Field("time", typed("Heure"), Entry.TIME),
    ),
    typed("Proposer"),
)
CHART = Chart(typed("Où en sont les binômes"), (Bar(typed("Séance 1"), 4), Bar(typed("Séance 2"), 1)))

PARTS: tuple[Part, ...] = (TEXT, QUIET, FACTS, BULLETS, TABLE, CHECKLIST, SINGLE, MANY, BUTTONS, FORM, CHART)
EVERYTHING = Message(PARTS, say("prep-title"))


def note(text: str, title: str | None = None) -> Message:
    """A message of one paragraph."""
    return Message((Text(Line(typed(text))),), None if title is None else typed(title))
