#!/usr/bin/env python3
"""Asks how soon the workbench shows a study of very many subjects: from the start of `bauta open` on.

usage: large_study.py BAUTA FOLDER [SUBJECTS [TRIALS]]

FOLDER gets a study of SUBJECTS tiny images (10 000 unless told), which is opened once to its end and then TRIALS
times for two seconds and a half; what is there already is used again. The program runs in a pseudo-terminal of
160x50 (xterm-256color) that answers its probes. Printed, sorted, in seconds: when the frame stood there, when the
names of the subjects did, and when the last byte of the first two and a half seconds came; then the time
of `bauta --version` beside, which is what any start costs. Needs pexpect and pyte.
"""
import gzip
import os
import random
import struct
import subprocess
import sys
import time

import pyte

from pseudo_terminal import COLUMNS, ROWS, pieces_of

SECONDS = 2.5


def image(draw):
    """A NIfTI-1 image of 8 x 8 x 8 voxels of 20 mm with random values."""
    header = bytearray(352)
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, 3, 8, 8, 8, 1, 1, 1, 1)
    struct.pack_into("<2h", header, 70, 4, 16)
    struct.pack_into("<8f", header, 76, 1, 20, 20, 20, 0, 0, 0, 0)
    struct.pack_into("<2f", header, 108, 352, 1)
    struct.pack_into("<2h", header, 252, 0, 1)
    for row in range(3):
        struct.pack_into("<f", header, 280 + 20 * row, 20)
    header[344:348] = b"n+1\0"
    return bytes(header) + struct.pack("<512h", *(draw.randrange(200) for _ in range(512)))


def make(command, folder, subjects):
    """The study, unless it is there."""
    os.makedirs(os.path.join(folder, "images"), exist_ok=True)
    if os.path.exists(os.path.join(folder, "study.yaml")):
        return
    draw = random.Random(1)
    with open(os.path.join(folder, "images.csv"), "w") as table:
        table.write("subject,T1w\n")
        for number in range(1, subjects + 1):
            name = f"images/{number:05}.nii.gz"
            with gzip.open(os.path.join(folder, name), "wb", compresslevel=1) as file:
                file.write(image(draw))
            table.write(f"{number:05},{name}\n")
    subprocess.run([command, "init", "--table", "images.csv"], cwd=folder, check=True, stdin=subprocess.DEVNULL)


def opened(command, folder, is_over):
    """What came when, until enough was seen."""
    return pieces_of(command, ["open", folder], is_over)


def screens(pieces):
    """The screen after each piece."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    for at, data in pieces:
        stream.feed(data)
        yield at, screen.display


def settled(seconds, pieces):
    """Whether a first opening is at its end: no word of it in the header any more, or ten minutes are over."""
    if seconds > 600 or not pieces or seconds - pieces[-1][0] < 3:
        return seconds > 600
    *_, (_, rows) = screens(pieces)
    return not any(word in rows[0] for word in ("finding", "checking", "queueing"))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    command, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    subjects = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    trials = int(sys.argv[4]) if len(sys.argv) > 4 else 9
    make(command, folder, subjects)
    first = opened(command, folder, settled)
    print(f"opened to the end: last byte after {first[-1][0]:.1f} s")
    times = {"frame": [], "names": [], "last byte": []}
    for _ in range(trials):
        pieces = opened(command, folder, lambda seconds, _: seconds > SECONDS)
        seen = {"last byte": pieces[-1][0]}
        for at, rows in screens(pieces):
            if "subjects" in rows[2]:
                seen.setdefault("frame", at)
            if all(f"sub-{number:05}" in rows[3 + number] for number in (1, 10, 40)):
                seen.setdefault("names", at)
        for name, values in times.items():
            values.append(seen.get(name, float("inf")))
    for name, values in times.items():
        print(f"{name:10}", " ".join(f"{value:.3f}" for value in sorted(values)))
    began = time.perf_counter()
    subprocess.run([command, "--version"], check=True, stdout=subprocess.DEVNULL)
    print(f"--version  {time.perf_counter() - began:.3f}")


main()
