"""Run a program in a folder until standard input is closed; then end the program and remove the folder.

    keeper.py FOLDER PROGRAM [ARGUMENT...]

The parent starts it in a new session, so that Ctrl-C in a terminal does not reach it, and keeps the other end of its
standard input. The pipe closes with the end of the parent, even if the parent is killed.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading

GRACE = 10.0  # seconds from SIGTERM to SIGKILL


def main(folder: str, *command: str) -> None:
    program = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL)

    def stop_at_end_of_input() -> None:
        sys.stdin.buffer.read()
        program.terminate()
        try:
            program.wait(GRACE)
        except subprocess.TimeoutExpired:
            program.kill()

    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    program.wait()
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)  # remaining children of the program, and this process


if __name__ == "__main__":
    main(*sys.argv[1:])
