"""A program in a pseudo-terminal of 160x50 (xterm-256color) that answers its probes; for the scripts beside it."""
import os
import time

import pexpect

COLUMNS, ROWS = 160, 50


def pieces_of(command, arguments, is_over):
    """Starts a program and gives what came when, in seconds, until `is_over(seconds, pieces)`; then quits it."""
    began = time.perf_counter()
    child = pexpect.spawn(
        command, arguments, dimensions=(ROWS, COLUMNS), timeout=20,
        env=dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8"))
    child.delaybeforesend = None
    pieces = []
    while not is_over(time.perf_counter() - began, pieces):
        try:
            data = child.read_nonblocking(1 << 20, timeout=0.005)
        except pexpect.TIMEOUT:
            continue
        pieces.append((time.perf_counter() - began, data))
        for _ in range(data.count(b"\x1b[5n")):
            child.send("\x1b[0n")
    child.send("q")
    child.expect(pexpect.EOF, timeout=120)
    child.close()
    return pieces
