"""The five-question evaluation as six turns: what each contender is told, and what it must have kept in the end."""

from __future__ import annotations

from typing import Protocol

QUESTIONS = ("useful", "shared", "closer", "helped", "line")
SCALE = ("1", "2", "3", "4", "5")
CHIPS = ("listening", "questions", "advice", "contacts", "exercise", "other")
ASKED = {
    "useful": "The séance was useful to me: 1 not at all, 2 a little, 3 partly, 4 mostly, 5 completely?",
    "shared": "We both had our say: 1 not at all, 2 a little, 3 partly, 4 mostly, 5 completely?",
    "closer": "I am closer to my goals: 1 not at all, 2 a little, 3 partly, 4 mostly, 5 completely?",
    "helped": f"What helped: {', '.join(CHIPS)}?",
    "line": "One line, for yourself?",
}
THANKS = "Thank you, that is kept."
AGAIN = "Please answer with one of these."

TURNS = ("evaluate", "4", "5", "2", "listening", "Call Ada on Monday.")
"""What a person types: the command, and an answer to each question."""
KEPT = dict(zip(QUESTIONS, TURNS[1:], strict=True))


def fits(question: str, answer: str) -> bool:
    """Whether an answer is one that the question takes."""
    return bool(answer) if question == "line" else answer in (CHIPS if question == "helped" else SCALE)


def after(question: str) -> str:
    """What is said once a question is answered: the next one, or thanks."""
    nth = QUESTIONS.index(question) + 1
    return ASKED[QUESTIONS[nth]] if nth < len(QUESTIONS) else THANKS


class Contender(Protocol):
    """Holds the dialogue with many people at once."""

    async def turn(self, person: int, number: int) -> str:
        """What the person reads after turn `number`, from 0; durable contenders have stored it by then."""
        ...

    async def kept(self, person: int) -> dict[str, str]:
        """What the person has answered, by question."""
        ...

    async def close(self) -> None: ...
