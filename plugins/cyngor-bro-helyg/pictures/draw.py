#!/usr/bin/env python3
"""Draws logo.png beside this file: a willow branch over water, and the council's name. Original artwork, from numbers alone.

Needs only Python's standard library. Everything is round-ended strokes; same numbers, same bytes.
"""
import math
import os
import struct
import zlib

WIDTH, HEIGHT, GREEN = 494, 170, (22, 78, 60)  # 46 mm at 273 dots an inch


def write_png(path, cover, pixels_per_metre):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(bytes((*GREEN, 17 * round(15 / 7 * round(7 * c)))) for c in row) for row in cover)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n"
                  + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 6, 0, 0, 0))
                  + chunk(b"pHYs", struct.pack(">IIB", pixels_per_metre, pixels_per_metre, 1))
                  + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def stroke(cover, points, radii):
    """Along the points, with a half width at each of them."""
    for (x0, y0, r0), (x1, y1, r1) in zip(zip(*zip(*points), radii), list(zip(*zip(*points), radii))[1:]):
        reach = max(r0, r1) + 1.5
        dx, dy = x1 - x0, y1 - y0
        length2 = dx * dx + dy * dy or 1e-9
        for y in range(max(0, int(min(y0, y1) - reach)), min(HEIGHT, int(max(y0, y1) + reach) + 1)):
            for x in range(max(0, int(min(x0, x1) - reach)), min(WIDTH, int(max(x0, x1) + reach) + 1)):
                t = min(1.0, max(0.0, ((x + .5 - x0) * dx + (y + .5 - y0) * dy) / length2))
                d = math.hypot(x + .5 - x0 - t * dx, y + .5 - y0 - t * dy)
                cover[y][x] = max(cover[y][x], min(1.0, max(0.0, r0 + (r1 - r0) * t - d + .5)))


def leaf(cover, x, y, angle, length):
    """Pointed at both ends, a little bent."""
    steps = 16
    points, radii = [], []
    for i in range(steps + 1):
        t = i / steps
        bend = .16 * length * math.sin(math.pi * t)
        points.append((x + length * t * math.cos(angle) - bend * math.sin(angle),
                       y + length * t * math.sin(angle) + bend * math.cos(angle)))
        radii.append(.1 * length * math.sin(math.pi * t) ** 1.3)
    stroke(cover, points, radii)


def emblem(cover):
    branch = [(24 + 104 * t, 24 + 16 * math.sin(2.4 * t)) for t in (i / 24 for i in range(25))]
    stroke(cover, branch, [3.2 - 1.8 * i / 24 for i in range(25)])
    for i in range(7):
        x, y = branch[2 + 3 * i]
        leaf(cover, x, y, math.radians(112 - 6 * i), 66 - 3 * abs(3 - i))
    for row in range(3):
        wave = [(20 + 2 * i, 122 + 14 * row + 3.2 * math.sin(i / 5.4 + row)) for i in range(55)]
        stroke(cover, wave, [2.1] * len(wave))


# One letter on a grid where the x-height is 0..1, y up: its strokes, then its width. An arc is centre, radii, from, to.
O = ("arc", .45, .5, .45, .5, 0, 360)
LETTERS = {
    "B": ([[(0, 0), (0, 1.45), (.45, 1.45)], ("arc", .45, 1.1, .35, .35, 90, -90), [(0, .75), (.48, .75)],
           ("arc", .48, .375, .4, .375, 90, -90), [(.48, 0), (0, 0)]], .9),
    "C": ([("arc", .62, .725, .62, .725, 46, 314)], 1.1),
    "H": ([[(0, 0), (0, 1.45)], [(.95, 0), (.95, 1.45)], [(0, .76), (.95, .76)]], .95),
    "e": ([[(.02, .52), (.88, .52)], ("arc", .45, .5, .45, .5, 2, 312)], .88),
    "g": ([O, [(.9, 1), (.9, -.05)], ("arc", .47, -.05, .43, .4, 0, -150)], .9),
    "l": ([[(0, 0), (0, 1.5)]], .02),
    "n": ([[(0, 0), (0, 1)], ("arc", .39, .6, .39, .4, 180, 0), [(.78, .6), (.78, 0)]], .78),
    "o": ([O], .9),
    "r": ([[(0, 0), (0, 1)], ("arc", .4, .56, .4, .44, 180, 75)], .5),
    "y": ([[(0, 1), (.42, 0)], [(.84, 1), (.3, -.45)]], .84),
}


def points_of(part):
    if part[0] != "arc":
        return part
    _, cx, cy, rx, ry, begin, end = part
    return [(cx + rx * math.cos(math.radians(begin + (end - begin) * i / 40)),
             cy + ry * math.sin(math.radians(begin + (end - begin) * i / 40))) for i in range(41)]


def line(cover, text, x, baseline, height):
    for letter in text:
        if letter == " ":
            x += .55 * height
            continue
        parts, width = LETTERS[letter]
        for part in parts:
            points = [(x + px * height, baseline - py * height) for px, py in points_of(part)]
            stroke(cover, points, [3.4] * len(points))
        x += (width + .38) * height


def main():
    cover = [[0.0] * WIDTH for _ in range(HEIGHT)]
    emblem(cover)
    line(cover, "Cyngor", 168, 66, 34)
    line(cover, "Bro Helyg", 168, 138, 34)
    write_png(os.path.join(os.path.dirname(os.path.abspath(__file__)), "logo.png"), cover, 10769)


if __name__ == "__main__":
    main()
