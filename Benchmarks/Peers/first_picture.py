#!/usr/bin/env python3
"""Asks how soon a pair of images stands in the terminal: from the start of `bauta view A B` on.

usage: first_picture.py BAUTA A B [TRIALS [warm|cold|all]]

The program runs in a pseudo-terminal of 160x50 (xterm-256color) that answers its probes. `cold` forgets the pages of
the two files before each trial, `all` those of the whole machine (as root). For each trial the times are kept
when the first and the second picture stand there and when the last byte has come; they are printed sorted, in
seconds. Needs pexpect and pyte.
"""
import os
import subprocess
import sys

import pyte

from pseudo_terminal import COLUMNS, ROWS, pieces_of

SECONDS = 2.2


def forget(files, mode):
    """Makes files cold."""
    if mode == "all":
        subprocess.run("sync; echo 3 > /proc/sys/vm/drop_caches", shell=True, check=True)
    for path in files if mode == "cold" else []:
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def trial(command, files):
    """What came when."""
    return pieces_of(command, ["view", *files], lambda seconds, _: seconds > SECONDS)


def seen(lines, left, right):
    """Whether block elements stand in the middle of a pane."""
    return any("\u2580" <= letter <= "\u259f" for line in lines[10:40] for letter in line[left:right])


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    command, files = sys.argv[1], sys.argv[2:4]
    trials = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    mode = sys.argv[5] if len(sys.argv) > 5 else "warm"
    times = {"first picture": [], "both pictures": [], "last byte": []}
    for _ in range(trials):
        forget(files, mode)
        pieces = trial(command, files)
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(screen)
        first = both = None
        for at, data in pieces:
            stream.feed(data)
            panes = seen(screen.display, 2, 78), seen(screen.display, 82, 158)
            first = first or (at if any(panes) else None)
            both = both or (at if all(panes) else None)
        for name, value in zip(times, (first, both, pieces[-1][0])):
            times[name].append(value if value is not None else float("inf"))
    for name, values in times.items():
        print(f"{mode:5} {name:14}", " ".join(f"{value:.3f}" for value in sorted(values)))


main()
