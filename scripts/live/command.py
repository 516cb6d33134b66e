"""Run a program to its end, and end it when this process is to end."""

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
    """Give the program's exit code as a shell does: 128 and the signal's number where a signal ended it.

    A signal that ends this process goes to the program, with all its children; Interrupted is raised when it has ended.
    At a terminal, Ctrl-C is the program's own matter, and this process waits for what it makes of it.
    Raises OSError where the program cannot be started.
    """
    at_terminal = os.isatty(0)  # then the program stays in the terminal's foreground group, to read from it
    program = None
    try:
        with interrupts.ctrl_c_left_alone() if at_terminal else nullcontext():
            with interrupts.held():
                program = subprocess.Popen(
                    command, env=env, stdout=output, stderr=output, process_group=None if at_terminal else 0
                )
            code = program.wait()
    except Interrupted as interruption:
        if program is not None:
            with interrupts.held():
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
