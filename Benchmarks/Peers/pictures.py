#!/usr/bin/env python3
"""Asks how faithfully a slice is drawn with characters, by Bauta and by chafa.

usage: pictures.py BAUTA IMAGE [IMAGE ...]

Of each image a sagittal and an axial slice through the middle is taken, as Bauta writes it in pixels
(`view --picture`). The same slice is drawn in as many characters by every tool, in 24-bit colours; what they
print is drawn again, each character as 8x16 pixels (block elements by their definition, all others with
DejaVu Sans Mono), and compared with the slice at that size: peak signal-to-noise ratio in dB, more is better.
The cells of the letters that Bauta draws at the sides of the body count for no tool.
Bytes are those that were printed. chafa is asked for the columns and rows that Bauta's picture takes.
"""
import os
import re
import subprocess
import sys
import tempfile

import numpy
from PIL import Image, ImageDraw, ImageFont

WIDE, HIGH = 8, 16
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
QUARTERS = {  # bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right
    0x2596: 4, 0x2597: 8, 0x2598: 1, 0x2599: 13, 0x259A: 9, 0x259B: 7, 0x259C: 11, 0x259D: 2,
    0x259E: 6, 0x259F: 14}
PLANES = ("s", "a")
SIZE = "160x50"
OURS = ("fine", "quadrants", "blocks")
CHAFA = {"chafa": [], "chafa --work 9": ["--work", "9"]}


def block(code):
    """The share of the front colour in each pixel of a block element; None for other characters."""
    cell = numpy.zeros((HIGH, WIDE))
    if code == 0x20:
        return cell
    if code == 0x2580:
        cell[:HIGH // 2] = 1
    elif 0x2581 <= code <= 0x2588:
        cell[HIGH - (code - 0x2580) * HIGH // 8:] = 1
    elif 0x2589 <= code <= 0x258F:
        cell[:, :0x2590 - code] = 1
    elif code == 0x2590:
        cell[:, WIDE // 2:] = 1
    elif 0x2591 <= code <= 0x2593:
        cell[:] = (code - 0x2590) / 4
    elif code == 0x2594:
        cell[:HIGH // 8] = 1
    elif code == 0x2595:
        cell[:, -1] = 1
    elif code in QUARTERS:
        for bit in range(4):
            if QUARTERS[code] >> bit & 1:
                top, left = bit // 2 * HIGH // 2, bit % 2 * WIDE // 2
                cell[top:top + HIGH // 2, left:left + WIDE // 2] = 1
    else:
        return None
    return cell


def glyph(character, known={}):
    if character not in known:
        cell = block(ord(character))
        if cell is None:
            picture = Image.new("L", (WIDE, HIGH))
            font = ImageFont.truetype(FONT, 13)
            ImageDraw.Draw(picture).text((0, 0), character, font=font, fill=255)
            cell = numpy.asarray(picture) / 255
        known[character] = cell
    return known[character]


def colours(codes, state):
    """Takes the numbers of one colour sequence into (front, behind, whether they are swapped)."""
    front, behind, swapped = state
    place = 0
    while place < len(codes):
        code = codes[place]
        if code == 0:
            front, behind, swapped = 255.0, 0.0, False
        elif code == 7:
            swapped = True
        elif code == 39:
            front = 255.0
        elif code == 49:
            behind = 0.0
        elif code in (38, 48) and codes[place + 1] == 2:
            value = float(numpy.mean(codes[place + 2:place + 5]))
            front, behind = (value, behind) if code == 38 else (front, value)
            place += 4
        place += 1
    return front, behind, swapped


def drawn(text, columns, rows):
    """The grey pixels of what was printed."""
    pixels = numpy.zeros((rows * HIGH, columns * WIDE))
    state = (255.0, 0.0, False)
    for row, line in enumerate(text.split("\n")[:rows]):
        column = 0
        for part in re.findall(r"\x1b\[[0-9;?]*[a-zA-Z]|.", line):
            if part.endswith("m") and part.startswith("\x1b"):
                state = colours([int(code or 0) for code in part[2:-1].split(";")], state)
            elif not part.startswith("\x1b") and column < columns:
                front, behind, swapped = state
                if swapped:
                    front, behind = behind, front
                there = (slice(row * HIGH, row * HIGH + HIGH), slice(column * WIDE, column * WIDE + WIDE))
                pixels[there] = behind + (front - behind) * glyph(part)
                column += 1
    return pixels


def extent(text):
    """First column, first row, columns and rows of the cells that have a colour behind them."""
    places = []
    for row, line in enumerate(text.split("\n")):
        column, coloured = 0, False
        for part in re.findall(r"\x1b\[[0-9;?]*[a-zA-Z]|.", line):
            if part.startswith("\x1b"):
                coloured = "48;2" in part
                continue
            places += [(column, row)] if coloured else []
            column += 1
    left, top = numpy.min(places, 0)
    right, bottom = numpy.max(places, 0)
    return left, top, right - left + 1, bottom - top + 1


def printed(command):
    environment = dict(os.environ, LANG="C.UTF-8", COLORTERM="truecolor", TERM="xterm-256color")
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()


def lettered(text, columns, rows):
    """The pixels of cells that hold letters."""
    there = numpy.zeros((rows * HIGH, columns * WIDE), bool)
    for row, line in enumerate(text.split("\n")[:rows]):
        for column, character in enumerate(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line)):
            if character in "RLAPSI":
                there[row * HIGH:row * HIGH + HIGH, column * WIDE:column * WIDE + WIDE] = True
    return there


def ratio(pixels, truth, left_out):
    squares = ((pixels - truth) ** 2)[~left_out]
    return 10 * numpy.log10(255 ** 2 / max(1e-9, squares.mean()))


def compare(program, image, plane, folder, rows_of):
    file = folder + "/slice.png"
    ours = [program, "view", image, "--plane", plane, "--quiet", "--color", "always"]
    printed(ours + ["--picture", file, "--force"])
    slice_ = Image.open(file).convert("L")
    texts = {
        encoding: printed(ours + ["--print", "--size", SIZE, "--encoding", encoding]) for encoding in OURS}
    left, top, columns, rows = extent(texts["fine"])
    inside = (slice(top * HIGH, (top + rows) * HIGH), slice(left * WIDE, (left + columns) * WIDE))
    truth = numpy.asarray(
        slice_.convert("F").resize((columns * WIDE, rows * HIGH), Image.BILINEAR), float)
    whole = [int(number) for number in SIZE.split("x")]
    left_out = lettered(texts["fine"], *whole)[inside]
    size = f"{columns}x{rows}"
    for encoding, text in texts.items():
        rows_of.setdefault("Bauta, " + encoding, []).append(
            (ratio(drawn(text, *whole)[inside], truth, left_out), len(text.encode())))
    for name, more in CHAFA.items():
        text = printed(
            ["chafa", "--format", "symbols", "--colors", "full", "--stretch", "--size", size] + more + [file])
        rows_of.setdefault(name, []).append(
            (ratio(drawn(text, columns, rows), truth, left_out), len(text.encode())))


def main(program, images):
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for image in images:
            for plane in PLANES:
                compare(program, image, plane, folder, found)
    count = len(images) * len(PLANES)
    print(f"| tool, {count} slices | mean PSNR dB | least | KB printed |\n| --- | --- | --- | --- |")
    for name, values in found.items():
        ratios, sizes = zip(*values)
        print(f"| {name} | {numpy.mean(ratios):.2f} | {min(ratios):.2f} | {numpy.mean(sizes) / 1024:.0f} |")


main(sys.argv[1], sys.argv[2:])
