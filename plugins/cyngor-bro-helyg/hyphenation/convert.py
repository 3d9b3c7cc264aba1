#!/usr/bin/env python3
"""Makes hyph_cy.dic beside this file from the Welsh patterns of TeX.

    convert.py hyph-cy.tex        (of the package hyph-utf8; in Debian, texlive-lang-european has it)

libhyphen walks a word with the longest beginning of a pattern that ends where it stands, and looks at that one alone.
So each beginning that ends in shorter patterns is written with the greatest of all their digits.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def parse(pattern):
    """"a1b" -> ("ab", [0, 1, 0]): the letters, and the digit before each and after the last."""
    letters, digits = "", [0]
    for c in pattern:
        if c.isdigit():
            digits[-1] = int(c)
        else:
            letters += c
            digits.append(0)
    return letters, digits


def written(letters, digits):
    out = ""
    for i, c in enumerate(letters):
        out += (str(digits[i]) if digits[i] else "") + c
    return out + (str(digits[-1]) if digits[-1] else "")


def united(patterns):
    """The patterns, and every beginning of one that ends in others."""
    made = {}
    beginnings = {letters[:n] for letters in patterns for n in range(1, len(letters) + 1)}
    for letters in beginnings:
        digits = [0] * (len(letters) + 1)
        for start in range(len(letters)):
            inner = patterns.get(letters[start:])
            for i, digit in enumerate(inner or []):
                digits[start + i] = max(digits[start + i], digit)
        if any(digits):
            made[letters] = digits
    return made


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    start = text.index("\\patterns{") + len("\\patterns{")
    patterns = dict(parse(p) for p in text[start:text.index("}", start)].split())
    lines = sorted(written(letters, digits) for letters, digits in united(patterns).items())
    with open(os.path.join(HERE, "hyph_cy.dic"), "w", encoding="utf-8") as out:
        out.write("UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
