"""Run a program to its end, and end it if a signal ends this process."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import IO

from live.interrupts import Interrupted, Interrupts

GRACE = 10.0  # seconds from the signal to SIGKILL


def run(
    command: Sequence[str], interrupts: Interrupts, *, env: Mapping[str, str], output: IO[bytes] | None = None
) -> int:
    """Return the program's exit code as a shell does: 128 plus the signal's number if a signal ended it.

    A signal that ends this process is passed to the program and its children. Then raise Interrupted after their end.
    At a terminal, only the program handles Ctrl-C, and this process waits for it.
    Raise OSError if the program cannot be started.
    """
    at_terminal = os.isatty(0)  # stay in the terminal's foreground process group, to read from it
    program = None
    try:
        with interrupts.sigint_ignored() if at_terminal else nullcontext():
            with interrupts.deferred():
                program = subprocess.Popen(
                    command, env=env, stdout=output, stderr=output, process_group=None if at_terminal else 0
                )
            code = program.wait()
    except Interrupted as interruption:
        if program is not None:
            with interrupts.deferred():
                _end(program, interruption.number, alone=at_terminal)
        raise
    return code if code >= 0 else 128 - code


def _end(program: subprocess.Popen[bytes], number: int, *, alone: bool) -> None:
    for signal_number in (number, signal.SIGKILL):
        if program.poll() is None:
            if alone:
                program.send_signal(signal_number)
            else:
                os.killpg(program.pid, signal_number)
        try:
            program.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
        return
