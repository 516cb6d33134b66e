"""Run a program in a folder for as long as standard input stays open; then end it and remove the folder.

    keeper.py FOLDER PROGRAM [ARGUMENT...]

Started in a session of its own, so no Ctrl-C of a terminal reaches it. Whoever starts it holds the other end
of its standard input and needs to do nothing to stop it: even when that process is killed, the pipe closes.
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
    os.killpg(0, signal.SIGKILL)  # what the program left behind, and this process with it


if __name__ == "__main__":
    main(*sys.argv[1:])
