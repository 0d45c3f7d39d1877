#!/usr/bin/env python3
"""Asks how a workbench feels at a terminal: Bauta beside htop and lazygit, in one run.

usage: terminals.py BAUTA STUDY [REPOSITORY]

Each program runs in a pseudo-terminal of 160x50 (xterm-256color, UTF-8). Measured are the time to the first
screen, the bytes per second while nothing happens, and for each of 40 steps of the cursor the bytes, the time
to the first byte of the answer and to the last one. Medians are printed. Needs pexpect; a program that is not
installed is left out. Bauta is asked with pictures and without: the others have none.
"""
import os
import shutil
import statistics
import sys
import time

import pexpect

DOWN, UP = "\x1b[B", "\x1b[A"


def read(child, seconds):
    """Bytes that come before it has been quiet for so many seconds, with times of the first and last.

    Ends after twice that time for those that are never quiet.
    """
    count, first, last = 0, None, time.perf_counter()
    began = last
    while time.perf_counter() - last < seconds and time.perf_counter() - began < 2 * seconds:
        try:
            count += len(child.read_nonblocking(1 << 20, timeout=0.001))
            last = time.perf_counter()
            first = first or last
        except pexpect.TIMEOUT:
            pass
    return count, first, last


def measure(name, command, arguments, keys=(DOWN, UP), before=()):
    """Prints a row of the table."""
    began = time.perf_counter()
    child = pexpect.spawn(
        command, arguments, dimensions=(50, 160), timeout=10,
        env=dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8"))
    child.delaybeforesend = None
    _, first, _ = read(child, 2)
    for key in before:
        child.send(key)
        read(child, 0.5)
    quiet = time.perf_counter()
    idle = 0
    while time.perf_counter() - quiet < 4:
        try:
            idle += len(child.read_nonblocking(1 << 20, timeout=0.05))
        except pexpect.TIMEOUT:
            pass
    steps = []
    for turn in range(40):
        sent = time.perf_counter()
        child.send(keys[turn % len(keys)])
        count, answer, end = read(child, 0.2)
        if answer:
            steps.append((count, 1000 * (answer - sent), 1000 * (end - sent)))
    child.send("q")
    time.sleep(0.2)
    child.close(force=True)
    size, answer, end = (statistics.median(step[i] for step in steps) for i in range(3))
    print(
        f"{name:24} {1000 * ((first or began) - began):9.0f} {idle / 4:9.0f} {size:9.0f} "
        f"{answer:9.1f} {end:9.1f}", flush=True)


def main():
    """Measures what is there."""
    bauta, study = sys.argv[1:3]
    print(f"{'':24} {'first ms':>9} {'idle B/s':>9} {'step B':>9} {'answer ms':>9} {'whole ms':>9}")
    measure("bauta, no pictures", bauta, ["open", "--read-only", "--pictures", "off", study])
    measure("bauta, pictures", bauta, ["open", "--read-only", study])
    measure("bauta, next plane", bauta, ["open", "--read-only", study], keys="sca")
    if shutil.which("htop"):
        measure("htop", "htop", [])
    if len(sys.argv) > 3 and shutil.which("lazygit"):
        measure("lazygit", "lazygit", ["-p", sys.argv[3]], before=("\x1b", "4"))


main()
