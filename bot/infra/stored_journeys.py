"""Journeys as earlier releases stored them, brought to today's form.

1. A stored journey says its `format`; without one it is of the first.
2. In the first format what conversations keep stood in fields of the journey and of its séances. Since the second it stands
   in the slots of their flows.
3. Since the third, words stand apart from facts (`words_shared`, `private`), and an evaluation's answers from the evaluation.
4. An upgrade works on plain JSON values and knows no type, so that it goes on working when types change.
"""

from __future__ import annotations

from typing import Any

FORMAT = 3
"""What is written today."""

Json = dict[str, Any]


def upgraded(journey: Json) -> Json:
    """A journey of any earlier format in today's; others are left as they are."""
    if journey.get("format", 1) < 2:
        journey = _to_2(journey)
    return _to_3(journey) if journey["format"] < 3 else journey


def _to_2(journey: Json) -> Json:
    shared: Json = dict(journey.get("shared", {}))
    own: dict[str, Json] = {role: dict(slots) for role, slots in journey.get("own", {}).items()}
    sittings = []
    for old in journey.get("sittings", ()):
        sitting = dict(old)
        for role, evaluation in (sitting.pop("evaluations", None) or {}).items():
            _by_seance(own, role, "evaluation")[str(sitting["number"])] = evaluation
        for role, ticks in (sitting.pop("ticked", None) or {}).items():
            _by_seance(own, role, "prep")[str(sitting["number"])] = ticks
        sittings.append(sitting)
    rest = {name: value for name, value in journey.items() if name not in ("continuation", "nudged", "sittings")}
    if nudged := journey.get("nudged"):
        shared["nudge"] = {"asked": nudged}
    if continuation := journey.get("continuation"):
        shared["continuation"] = {"gate": continuation["gate"], "opened": continuation["opened"]}
        answered = continuation.get("answered", {})
        for role, yes in continuation.get("answers", {}).items():
            own.setdefault(role, {})["continuation-answer"] = {"yes": yes, "at": answered.get(role)}
    return {**rest, "sittings": sittings, "shared": shared, "own": own, "format": 2}


_FACTS = ("continuation", "evaluation", "held", "leaving", "nudge")
"""The slots of the second format that hold facts; in all others, whatever flow they were of, are words."""


def _to_3(journey: Json) -> Json:
    own: dict[str, Json] = {role: dict(slots) for role, slots in journey.get("own", {}).items()}
    private: dict[str, Json] = {}
    sittings = [{"done": [], **sitting} for sitting in journey.get("sittings", ())]
    for role, slots in own.items():
        words = {name: slots.pop(name) for name in list(slots) if name not in _FACTS}
        if old := slots.pop("evaluation", None):
            slots["evaluation"], words["evaluation-answers"] = _apart(sittings, role, old["by_seance"])
        if words:
            private[role] = words
    shared = journey.get("shared", {})
    return {
        **journey,
        "sittings": sittings,
        "shared": {name: kept for name, kept in shared.items() if name in _FACTS},
        "own": own,
        "words_shared": {name: kept for name, kept in shared.items() if name not in _FACTS},
        "private": private,
        "format": 3,
    }


def _apart(sittings: list[Json], role: str, by_seance: Json) -> tuple[Json, Json]:
    """Evaluations without their answers, and the answers. One that is not final has its closing looked at again."""
    facts, said = {}, {}
    for number, old in by_seance.items():
        sitting: Json = next((one for one in sittings if str(one["number"]) == number), {"done": []})
        close, done = f"s{number}.evaluation.{role}.close", old.get("done")
        is_closed = done is not None and close in sitting["done"]
        facts[number] = {name: value for name, value in old.items() if name in ("opened", "shown", "sent")}
        facts[number]["closed"] = done if is_closed else None
        if not is_closed:
            sitting["done"] = [id for id in sitting["done"] if id != close]
        answers = {name: values for name, values in old.get("answers", {}).items() if name != "remark"}
        line = next(iter(old.get("answers", {}).get("remark", ())), "")
        if line or done or any(answers.values()):
            said[number] = {"answers": answers, "line": line, "done": done}
    return {"by_seance": facts}, {"by_seance": said}


def _by_seance(own: dict[str, Json], role: str, slot: str) -> Json:
    kept: Json = own.setdefault(role, {}).setdefault(slot, {"by_seance": {}})["by_seance"]
    return kept
