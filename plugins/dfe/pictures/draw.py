#!/usr/bin/env python3
"""Draws logo.png beside this file and the ink of the sample signatory in samples/ink: original artwork, from numbers alone.

Needs only Python's standard library. The letters of the logotype are strokes on a small grid; the signature is a
handful of curves drawn by a pen whose width follows its speed. Same numbers, same bytes.
"""
import math
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def write_png(path, width, height, rows, pixels_per_metre):
    """rows: bytes of 8-bit RGBA, top down."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    raw = b"".join(b"\0" + rows[y * width * 4:(y + 1) * width * 4] for y in range(height))
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n"
                  + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
                  + chunk(b"pHYs", struct.pack(">IIB", pixels_per_metre, pixels_per_metre, 1))
                  + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


class Ink:
    """Coverage of a page by round-ended strokes, anti-aliased by distance."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.cover = [0.0] * (width * height)

    def segment(self, x0, y0, x1, y1, r0, r1):
        """A stroke from one point to the next whose half width goes from r0 to r1."""
        r = max(r0, r1) + 1.5
        dx, dy = x1 - x0, y1 - y0
        length2 = dx * dx + dy * dy or 1e-9
        for y in range(max(0, int(min(y0, y1) - r)), min(self.height, int(max(y0, y1) + r) + 1)):
            for x in range(max(0, int(min(x0, x1) - r)), min(self.width, int(max(x0, x1) + r) + 1)):
                t = min(1.0, max(0.0, ((x + .5 - x0) * dx + (y + .5 - y0) * dy) / length2))
                d = math.hypot(x + .5 - x0 - t * dx, y + .5 - y0 - t * dy)
                c = min(1.0, max(0.0, r0 + (r1 - r0) * t - d + .5))
                i = y * self.width + x
                if c > self.cover[i]:
                    self.cover[i] = c

    def box(self, x0, y0, x1, y1):
        for y in range(self.height):
            cy = min(1.0, max(0.0, min(y + 1, y1) - max(y, y0)))
            if cy <= 0:
                continue
            for x in range(max(0, int(x0)), min(self.width, int(x1) + 1)):
                cx = min(1.0, max(0.0, min(x + 1, x1) - max(x, x0)))
                self.cover[y * self.width + x] = max(self.cover[y * self.width + x], cx * cy)

    def rgba(self, colour):
        """Edges in 8 steps of 17 or 34: more than print shows, and four bits hold them."""
        return b"".join(bytes((*colour, 17 * round(15 / 7 * round(7 * c)))) for c in self.cover)


# One letter: its strokes on a grid where the x-height is 0..1 (y up, ascender 1.5, descender -.45), then its width.
# A stroke is a list of points, or ("arc", cx, cy, rx, ry, from, to) in degrees.
A = ("arc", .45, .5, .45, .5, 0, 360)
LETTERS = {
    "D": ([[(0, 0), (0, 1.45)], [(0, 1.45), (.4, 1.45)], ("arc", .4, .725, .58, .725, 90, -90), [(.4, 0), (0, 0)]], .98),
    "E": ([[(.8, 0), (0, 0), (0, 1.45), (.8, 1.45)], [(0, .76), (.7, .76)]], .82),
    "a": ([A, [(.9, 0), (.9, 1)]], .9),
    "c": ([("arc", .45, .5, .45, .5, 48, 312)], .8),
    "d": ([A, [(.9, 0), (.9, 1.5)]], .9),
    "e": ([[(.02, .52), (.88, .52)], ("arc", .45, .5, .45, .5, 2, 312)], .88),
    "f": ([("arc", .42, 1.2, .24, .3, 70, 180), [(.18, 1.2), (.18, 0)], [(-.04, .97), (.46, .97)]], .46),
    "i": ([[(0, 0), (0, 1)], [(0, 1.42), (0, 1.43)]], .02),
    "m": ([[(0, 0), (0, 1)], ("arc", .33, .62, .33, .38, 180, 0), [(.66, .62), (.66, 0)],
           ("arc", .99, .62, .33, .38, 180, 0), [(1.32, .62), (1.32, 0)]], 1.32),
    "n": ([[(0, 0), (0, 1)], ("arc", .39, .6, .39, .4, 180, 0), [(.78, .6), (.78, 0)]], .78),
    "o": ([A], .9),
    "p": ([A, [(0, -.45), (0, 1)]], .9),
    "r": ([[(0, 0), (0, 1)], ("arc", .4, .56, .4, .44, 180, 75)], .5),
    "t": ([[(.18, 1.32), (.18, .28)], ("arc", .42, .28, .24, .28, 180, 285), [(-.04, .97), (.46, .97)]], .48),
    "u": ([[(0, 1), (0, .4)], ("arc", .39, .4, .39, .4, 180, 360), [(.78, 1), (.78, 0)]], .78),
}


def points_of(stroke):
    if stroke[0] != "arc":
        return stroke
    _, cx, cy, rx, ry, begin, end = stroke
    steps = 40
    return [(cx + rx * math.cos(math.radians(begin + (end - begin) * i / steps)),
             cy + ry * math.sin(math.radians(begin + (end - begin) * i / steps))) for i in range(steps + 1)]


def set_line(ink, text, x, baseline, height, half):
    """Sets one line of type; height is that of an x in pixels."""
    for letter in text:
        if letter == " ":
            x += .5 * height
            continue
        strokes, advance = LETTERS[letter]
        for stroke in strokes:
            pts = points_of(stroke)
            for (ax, ay), (bx, by) in zip(pts, pts[1:]):
                ink.segment(x + ax * height, baseline - ay * height, x + bx * height, baseline - by * height, half, half)
        x += (advance + .36) * height
    return x


def draw_logo():
    width, height = 480, 188  # 46 mm at 265 dots an inch
    ink = Ink(width, height)
    ink.box(4, 5, 11, 183)
    for row, text in enumerate(("Department", "for Education")):
        set_line(ink, text, 37.5, 73.5 + row * 78.8, 33.4, 3.6)
    write_png(os.path.join(HERE, "logo.png"), width, height, ink.rgba((0, 48, 92)), 10433)


def curve(points, steps=26):
    """A smooth line through the points (Catmull-Rom)."""
    pts = [points[0]] + points + [points[-1]]
    out = []
    for p0, p1, p2, p3 in zip(pts, pts[1:], pts[2:], pts[3:]):
        for i in range(steps):
            t = i / steps
            out.append(tuple(.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                                   + (3 * b - a - 3 * c + d) * t ** 3) for a, b, c, d in zip(p0, p1, p2, p3)))
    return out + [points[-1]]


# The pen's path: a tall D with a loop, a quick "enise" in waves, an open C and the long stroke that ends it.
STROKES = [
    [(92, 40), (84, 78), (70, 122), (58, 146), (50, 138), (66, 112), (104, 70), (146, 48), (168, 66), (160, 104),
     (124, 138), (80, 150), (56, 142)],
    [(150, 122), (168, 112), (170, 100), (158, 106), (158, 126), (176, 126), (192, 106), (192, 128), (204, 106),
     (214, 106), (214, 126), (228, 122), (236, 106), (236, 126), (250, 118), (256, 106), (264, 116), (260, 128),
     (278, 116), (284, 104), (274, 106), (276, 126), (296, 122)],
    [(372, 56), (362, 44), (336, 60), (318, 98), (324, 132), (350, 136), (372, 122), (388, 84), (398, 50), (388, 60),
     (382, 108), (390, 128), (408, 112), (420, 104), (416, 124), (434, 112), (444, 104), (448, 126), (462, 104),
     (470, 122), (486, 112), (520, 108), (588, 96)],
    [(237, 88), (239, 86)],
    [(104, 164), (190, 156), (330, 150), (470, 150), (560, 142), (584, 134)],
]


def draw_signature():
    width, height, scale = 480, 144, .8  # 52 mm at 234 dots an inch; the path was drawn on a larger sheet
    ink = Ink(width, height)
    for stroke in STROKES:
        pts = curve(stroke)
        radius = 2.4
        for i, ((ax, ay), (bx, by)) in enumerate(zip(pts, pts[1:])):
            speed = math.hypot(bx - ax, by - ay)
            down = max(0.0, by - ay) / (speed + 1e-6)
            lift = min(1.0, (i + 3) / 14, (len(pts) - i) / 22)
            wanted = (1.25 + 1.5 * down + 1.1 * math.exp(-speed / 1.6)) * (.35 + .65 * lift)
            following = radius + (wanted - radius) * .18
            ink.segment(ax * scale, ay * scale, bx * scale, by * scale, radius * scale, following * scale)
            radius = following
    write_png(os.path.join(HERE, "..", "..", "..", "samples", "ink", "denise-clavery.png"), width, height, ink.rgba((16, 24, 62)), 9213)


if __name__ == "__main__":
    draw_logo()
    draw_signature()
