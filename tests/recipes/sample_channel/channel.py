"""Delivers to the board: what is posted there is plain text, and what can be pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.engine.messages import Buttons, Checklist, Choices, Form, Message
from bot.engine.people import Role
from bot.ports import ChannelContext, LocalDelivery, OutboxMessage, Person, Reason, Refused, Sent, Voice
from bot.text.plain import plain

LONGEST = 4000
"""Characters of a text that the board shows."""
MOST = 25
"""Things that can be pressed on a card."""


class SampleChannel:
    """`bot.ports.Channel`."""

    looks_up = True

    def __init__(self, name: str, context: ChannelContext) -> None:
        self.name, self._context = name, context

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        where = conversation(post, people)
        content = drawn(post.message, self._context.voices(post.languages, post.zones))
        delivery = LocalDelivery(post.id, where, post.card, post.key, post.pair, content)
        card = await self._context.mailbox.put(delivery, self._context.clock.now())
        return Sent(where, card)

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        card = await self._context.mailbox.find(post.id)
        return None if card is None else Sent(card.conversation, card.id)

    async def close(self) -> None:
        """There is nothing to close: the mailbox is the store's."""


def conversation(post: OutboxMessage, people: Mapping[Role, Person]) -> str:
    """Raises `Refused` if nobody would read it."""
    kind, _, id = post.lane.place.partition(":")
    if kind in ("pair", "coordinator") and id:
        return f"{kind}:{id}"
    reader = next((person for person in people.values() if kind == "dm" and person.id == id), None)
    if reader is None:
        raise Refused(Reason.CLOSED, f"nobody reads {post.lane.place!r}")
    return f"dm:{reader.address.id}"


def drawn(message: Message, voice: Voice) -> Mapping[str, object]:
    text = plain(message, voice)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    return {"text": text, "press": list(_pressed(message, voice))[:MOST]}


def _pressed(message: Message, voice: Voice) -> Iterator[dict[str, str]]:
    for part in message.parts:
        match part:
            case Buttons(buttons=buttons):
                for button in buttons:
                    asks = {"asks": voice.prose(button.confirm)} if button.confirm is not None else {}
                    label = voice.label(button.label)
                    yield {"action": button.action, "value": button.value, "label": label, **asks}
            case Choices(action=action, options=options):
                for option in options:
                    yield {"action": action, "value": option.value, "label": voice.label(option.label)}
            case Checklist(action=action, ticks=ticks):
                for tick in ticks:
                    if not tick.locked:
                        yield {"action": action, "value": tick.value, "label": voice.prose(tick.line.say)}
            case Form(action=action, submit=submit):
                yield {"action": action, "value": "", "label": voice.label(submit)}
            case _:
                pass
