#!/usr/bin/env python3
"""Asks how Bauta's workbench answers over a slow line: 50 KB/s, 200 ms for a round trip.

usage: slow_line.py BAUTA STUDY [BYTES_PER_SECOND [ROUND_TRIP_MS]]

The program runs in a pseudo-terminal of 160x50. What it writes is taken from the pseudo-terminal no faster than
the line carries it and shown after half a round trip; keys, and the terminal's answers to probes, arrive after
the other half. For single keys and for keys that are held (30 a second) it is printed when the first
and the last of the words change that tell subject, method and place, in ms after the last key was pressed (two
round trips are the aim), and when the last byte of the picture has come. Needs pexpect and pyte.
"""
import os
import re
import sys
import time
from collections import deque

import pexpect
import pyte

COLUMNS, ROWS = 160, 50


class Line:
    """A terminal at the other end of a line."""

    def __init__(self, command, arguments, rate, delay):
        self.child = pexpect.spawn(
            command, arguments, dimensions=(ROWS, COLUMNS), timeout=10,
            env=dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8"))
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.rate, self.half = rate, delay / 2
        self.credit, self.then = 0.0, time.perf_counter()
        self.coming, self.going = deque(), deque()
        self.bytes, self.last, self.tail = 0, self.then, b""

    def press(self, keys):
        self.going.append((time.perf_counter() + self.half, keys))

    def turn(self):
        """What happens in a millisecond or so."""
        now = time.perf_counter()
        # What was not used of the line is lost, but for a packet.
        self.credit = min(1500, self.credit + self.rate * (now - self.then))
        self.then = now
        if self.credit >= 1:
            try:
                data = self.child.read_nonblocking(int(self.credit), timeout=0.001)
                self.credit -= len(data)
                self.coming.append((now + self.half, data))
            except pexpect.TIMEOUT:
                pass
        else:
            time.sleep(0.001)
        while self.coming and self.coming[0][0] <= now:
            data = self.coming.popleft()[1]
            self.bytes += len(data)
            self.last = now
            self.stream.feed(data)
            # A probe may come in two parts.
            text = self.tail + data
            for _ in range(text.count(b"\x1b[5n")):
                self.press("\x1b[0n")
            self.tail = text[-3:]
        while self.going and self.going[0][0] <= now:
            self.child.send(self.going.popleft()[1])

    def until(self, holds, limit=20):
        """Milliseconds until something holds of the screen; None when it never does."""
        began = time.perf_counter()
        while time.perf_counter() - began < limit:
            self.turn()
            if holds(self.screen.display):
                return 1000 * (time.perf_counter() - began)
        return None

    def quiet(self, seconds=1.0):
        self.until(lambda _: time.perf_counter() - self.last > seconds, 60)


def words(display):
    """What tells where the cursor is: the marked subject, the shown method, the place of the slice."""
    text = "\n".join(display)
    marked = re.search(r"[▶>](\S+)", text)
    place = re.search(r"(\d+/\d+)  ", text.split("sagittal")[-1]) if "sagittal" in text else None
    titles = re.findall(r"┌ (\w+) [✓✗○]", text)
    return marked and marked[1], tuple(titles), re.findall(r"\s(\d+/\d+)\s", text), place and place[1]


def ask(line, name, key, count):
    """Holds a key and prints when the last press was answered."""
    line.quiet()
    before, sent = words(line.screen.display), line.bytes
    for turn in range(count):
        pressed = time.perf_counter()
        line.press(key)
        if turn + 1 < count:
            line.until(lambda _: time.perf_counter() - pressed > 1 / 30, 1)
    last = words(line.screen.display)
    answers = []

    def changed(display):
        nonlocal last
        now = words(display)
        if now != last:
            answers.append(1000 * (time.perf_counter() - pressed))
            last = now
        return time.perf_counter() - line.last > 1.0 and time.perf_counter() - pressed > 1.2
    line.until(changed, 30)
    done = 1000 * (line.last - pressed)
    print(
        f"{name:28} {answers[0] if answers else float('nan'):9.0f} "
        f"{answers[-1] if answers else float('nan'):9.0f} {done:9.0f} {line.bytes - sent:9d}"
        f"{'' if last != before else '   nothing changed'}", flush=True)


def main():
    """Asks key by key."""
    rate = float(sys.argv[3]) if len(sys.argv) > 3 else 50_000
    delay = float(sys.argv[4]) / 1000 if len(sys.argv) > 4 else 0.2
    line = Line(sys.argv[1], ["open", "--read-only", sys.argv[2]], rate, delay)
    line.until(lambda display: "sub-" in "\n".join(display))
    line.quiet(2.0)
    print(f"{rate / 1000:.0f} KB/s, {1000 * delay:.0f} ms{'':14} {'first ms':>9} {'last ms':>9} {'whole ms':>9} {'bytes':>9}")
    for name, key, count in [
            ("the first key", "j", 1), ("next subject", "j", 1), ("subject before", "k", 1),
            ("next method", "m", 1), ("next slice", "]", 1), ("subjects held, 10", "j", 10),
            ("back held, 10", "k", 10), ("slices held, 20", "]", 20), ("methods held, 8", "m", 8)]:
        ask(line, name, key, count)
    line.child.send("q")
    time.sleep(0.5)
    line.child.close(force=True)


main()
