"""What an earlier release stored is read as it was meant."""

from __future__ import annotations

from datetime import date, time

import msgspec

from bot.engine.people import DaysOff, Hours, Member
from bot.infra.codec import decode_journey, encode_journey
from tests.values import AWA, MENTEE, MENTOR, pair

CAMILLE = """{"person":"p-2","name":"Camille","languages":["fr","en"],"zone":"Europe/Paris","hours":{"start":"08:00:00",
"end":"16:00:00","days":[0,1],"edge":30,"usual":["10:00:00","12:00:00"],"minutes":45,"every":14,"holidays":"FR"},
"off":[{"first":"2026-04-01","last":"2026-04-03","kind":"leave"}]}"""


def test_a_member_is_read_as_every_release_stored_it() -> None:
    stored = msgspec.json.decode(encode_journey(pair()))
    stored["members"] = {
        "mentor": {"person": "awa", "name": "Awa", "languages": ["fr"], "zone": "Europe/Paris"},
        "mentee": msgspec.json.decode(CAMILLE),
    }
    members = decode_journey(msgspec.json.encode(stored).decode()).members
    assert members[MENTOR] == AWA
    assert members[MENTEE] == Member(
        person="p-2",
        name="Camille",
        languages=("fr", "en"),
        zone="Europe/Paris",
        hours=Hours(time(8), time(16), (0, 1), 30, (time(10), time(12)), 45, 14, "FR"),
        off=(DaysOff(date(2026, 4, 1), date(2026, 4, 3)),),
    )
