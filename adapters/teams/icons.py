"""Draws the app's two icons, two speech bubbles that overlap (https://aka.ms/teams-app-icons)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

COLOR_SIZE, OUTLINE_SIZE = 192, 32
SAFE = 120 / 192
"""So much of the middle of the larger icon is sure to be seen: Teams cuts it to a circle, a square or a hexagon."""

Pixel = tuple[int, int, int, int]
Draw = Callable[[float, float], Pixel]
_WHITE: Pixel = (255, 255, 255, 255)
_WARM: Pixel = (0xFF, 0xC8, 0x6B, 255)
_CLEAR: Pixel = (255, 255, 255, 0)
_FINE = 4
"""Points looked at in each direction of a pixel, for soft edges."""


def color(ground: str) -> bytes:
    """Returns the icon of 192 × 192 on a full ground of a colour, `#4A5BA8`, as a PNG."""
    red, green, blue = bytes.fromhex(ground.removeprefix("#"))
    back: Pixel = (red, green, blue, 255)

    def at(x: float, y: float) -> Pixel:
        x, y = _out(x, 0.51), _out(y, 0.49)
        if _bubble(x, y, 0.62, 0.58, left=False):
            return _WARM
        if _bubble(x, y, 0.40, 0.40, left=True):
            return _WHITE
        return back

    return _png(COLOR_SIZE, at)


def outline() -> bytes:
    """Returns the icon of 32 × 32, white on nothing, as a PNG."""

    def at(x: float, y: float) -> Pixel:
        front = _bubble(x, y, 0.63, 0.60, left=False)
        rim = front and not _bubble(x, y, 0.63, 0.60, left=False, radius=0.17)
        back = _bubble(x, y, 0.37, 0.38, left=True)
        return _WHITE if rim or (back and not front) else _CLEAR

    return _png(OUTLINE_SIZE, at)


def _out(at: float, middle: float) -> float:
    """Where a point of the safe area lies in the drawing, which is a little less than a whole side wide."""
    return middle + (at - 0.5) / (SAFE * 1.35)


def _bubble(x: float, y: float, cx: float, cy: float, *, left: bool, radius: float = 0.25) -> bool:
    """Returns whether a point is inside a round bubble at (cx, cy) with a tail below; the side of the icon is 1."""
    if (x - cx) ** 2 + (y - cy) ** 2 <= radius**2:
        return True
    along, down = (cx - x if left else x - cx) / radius, (y - cy) / radius
    return along <= 0.92 and 1.25 - along <= down <= 0.9 + 0.3 * (along - 0.35)


def _png(size: int, at: Draw) -> bytes:
    rows = b"".join(b"\0" + b"".join(bytes(_pixel(size, at, x, y)) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _pixel(size: int, at: Draw, x: int, y: int) -> Pixel:
    step = 1 / (size * _FINE)
    points = [
        at(x / size + (dx + 0.5) * step, y / size + (dy + 0.5) * step) for dx in range(_FINE) for dy in range(_FINE)
    ]
    red, green, blue, alpha = (sum(point[channel] for point in points) // len(points) for channel in range(4))
    return red, green, blue, alpha


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
