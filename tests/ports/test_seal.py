"""What every seal of words does."""

from __future__ import annotations

import base64

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import KeyLost, WordSeal
from storage.seal import NONCE, TAG, AesSeal
from tests.seals import ANOTHER, KEY, SEAL, WRONG

WHERE = "pair.words|p1"


@given(st.binary(), st.text())
def test_what_was_closed_opens_where_it_was_meant_for(words: bytes, where: str) -> None:
    seal: WordSeal = SEAL
    assert seal.open(seal.close(words, where), where) == words


def test_it_takes_28_bytes_more_and_never_looks_the_same_twice() -> None:
    one, two = (SEAL.close(b"the same words", WHERE) for _ in range(2))
    assert len(one) == len(b"the same words") + NONCE + TAG == len(b"the same words") + 28
    assert one != two
    assert b"words" not in one


@pytest.mark.parametrize("where", ["pair.words|p2", "pair.mentor_words|p1", "", "pair.words|p1|"])
def test_nothing_opens_elsewhere(where: str) -> None:
    with pytest.raises(KeyLost):
        SEAL.open(SEAL.close(b"words", WHERE), where)


@pytest.mark.parametrize("nth", [0, NONCE, -1])
def test_what_was_changed_does_not_open(nth: int) -> None:
    sealed = bytearray(SEAL.close(b"words", WHERE))
    sealed[nth] ^= 1
    with pytest.raises(KeyLost):
        SEAL.open(bytes(sealed), WHERE)


@pytest.mark.parametrize("stored", [b"", b"short", bytes(NONCE), bytes(NONCE + TAG), b'{"parts":[]}', b"x" * 200])
def test_what_was_never_sealed_does_not_open(stored: bytes) -> None:
    with pytest.raises(KeyLost):
        SEAL.open(stored, WHERE)


def test_the_first_key_closes_and_all_open() -> None:
    old = SEAL.close(b"words", WHERE)
    both = AesSeal([ANOTHER, KEY])
    new = both.close(b"words", WHERE)
    assert both.open(old, WHERE) == both.open(new, WHERE) == WRONG.open(new, WHERE) == b"words"
    assert [both.is_current(sealed, WHERE) for sealed in (old, new, b"")] == [False, True, False]
    with pytest.raises(KeyLost):
        SEAL.open(new, WHERE)


def test_fernet_has_a_key_of_its_own() -> None:
    """The bytes that Fernet uses open nothing here: what one of the two gives away does not help with the other."""
    raw = base64.urlsafe_b64decode(KEY)
    sealed = SEAL.close(b"words", WHERE)
    with pytest.raises(InvalidTag):
        AESGCMSIV(raw).decrypt(sealed[:NONCE], sealed[NONCE:], WHERE.encode())


@pytest.mark.parametrize("keys", [[], ["short"], [base64.urlsafe_b64encode(b"k" * 16).decode()]])
def test_what_is_no_key_is_refused(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"key|padded|base64"):
        AesSeal(keys)
