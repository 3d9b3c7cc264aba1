#!/usr/bin/env python3
"""Draws emblem.png beside this file: an arched gate in one colour. Original artwork, from numbers alone.

Needs only Python's standard library. Same numbers, same bytes.
"""
import os
import struct
import zlib

SIZE = 240  # 20 mm at 305 dots an inch
COLOUR = (74, 25, 66)


def covered(x, y):
    """Whether the point is ink: a gate of three bars under an arch, on a base."""
    if 214 <= y < 232:
        return 8 <= x < 232
    if y >= 206 or y < 8:
        return False
    radius = ((x - 120) ** 2 + (y - 112) ** 2) ** .5
    inside = radius if y < 112 else abs(x - 120)
    if 86 <= inside < 104:
        return True
    if inside >= 86:
        return False
    return min(abs(x - bar) for bar in (70, 120, 170)) < 6 or abs(y - 120) < 6 or abs(y - 166) < 6


def draw(path):
    rows = bytearray()
    for y in range(SIZE):
        rows.append(0)
        for x in range(SIZE):
            inks = sum(covered(x + (i + .5) / 4, y + (j + .5) / 4) for i in range(4) for j in range(4))
            rows += bytes((*COLOUR, 17 * round(15 * inks / 16)))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0))
                  + chunk(b"pHYs", struct.pack(">IIB", 12000, 12000, 1))
                  + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    draw(os.path.join(os.path.dirname(os.path.abspath(__file__)), "emblem.png"))
