"""Unpacks what was packed on its way (RFC 9110, 8.4.1), by its first bytes, and bounds what comes out of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from adapters.calendars.reading.faults import Fault, Unread

LARGEST = 32 << 20
"""Bytes of a text, unpacked."""
PIECE = 1 << 18
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ANY, _RAW = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS


def unpacked(chunks: Iterable[bytes], *, deflated: bool = False) -> Iterator[bytes]:
    """Yields the text in pieces, packed by gzip or not; `deflated`: whoever sent it says it is. Raises `Unread`."""
    total = 0
    for piece in _pieces(chunks, deflated):
        total += len(piece)
        if total > LARGEST:
            raise Unread(Fault.LARGE)
        yield piece


def _pieces(chunks: Iterable[bytes], deflated: bool) -> Iterator[bytes]:
    stream = iter(chunks)
    first = next(stream, b"")
    while len(first) < len(ZIP) and (more := next(stream, b"")):
        first += more
    if first.startswith(ZIP):
        raise Unread(Fault.PACKED)
    if not (deflated or first.startswith(GZIP)):
        yield first
        yield from stream
        return
    is_headed = first.startswith(GZIP) or (first[:1] == b"\x78" and int.from_bytes(first[:2], "big") % 31 == 0)
    unpacker = zlib.decompressobj(_ANY if is_headed else _RAW)
    try:
        for chunk in chain((first,), stream):
            yield from _out(unpacker, chunk)
    except zlib.error as error:
        raise Unread(Fault.PACKED) from error


def _out(unpacker: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while packed:
        yield unpacker.decompress(packed, PIECE)
        packed = unpacker.unconsumed_tail
