"""Keys to test with."""

from __future__ import annotations

import base64

from storage.seal import AesSeal

KEY, ANOTHER = (base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"k", b"q"))
SEAL, WRONG = AesSeal([KEY]), AesSeal([ANOTHER])
