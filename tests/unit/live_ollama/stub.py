"""A stub in place of the `ollama` program, so that a test needs neither a server nor Go."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "live-ollama"
TIMEOUT = 60.0  # seconds until a hanging program fails a test

# Implements the requests that live-ollama sends. The stub and its "runner" both keep the FIFO open, so that its end of
# file proves the end of both.
STUB = """
import json, os, subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

folder = Path(os.environ["STUB_FOLDER"])
if (folder / "start-fails").exists():
    sys.exit("stub: something is wrong")
(folder / "environment.json").write_text(json.dumps(dict(os.environ)))
alive = os.open(folder / "alive", os.O_WRONLY)
os.write(alive, b"started")
wait_forever = "import sys, time; time.sleep(600)"
subprocess.Popen([sys.executable, "-c", wait_forever], pass_fds=[alive])

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.respond({"/api/version": {"version": "0.0.7-stub"}, "/api/tags": {"models": []}}[self.path])

    def do_HEAD(self):
        self.send_response(404)
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/api/create":
            with open(folder / "created", "a") as created:
                print(json.loads(body)["model"], file=created)
        failed = (folder / "create-fails").exists()
        self.respond({"error": "stub: creation failed"} if failed else {"status": "success"}, 500 if failed else 200)

    def respond(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

host, port = os.environ["OLLAMA_HOST"].split(":")
HTTPServer((host, int(port)), Handler).serve_forever()
"""


class Stub:
    """A PATH with a stub as `ollama`, and a temporary folder for live-ollama."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "bin"
        self.work = folder / "work"
        self.programs.mkdir()
        self.work.mkdir()
        (folder / "stub.py").write_text(STUB)
        ollama = self.programs / "ollama"
        ollama.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{folder / "stub.py"}" "$@"\n')
        ollama.chmod(0o755)
        os.mkfifo(folder / "alive")
        self._alive = os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)
        self.environment = {
            "PATH": str(self.programs),
            "HOME": str(folder / "home"),
            "TMPDIR": str(self.work),
            "STUB_FOLDER": str(folder),
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(SCRIPT), *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=TIMEOUT)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def server_environment(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / "environment.json").read_text())
        return found

    def assert_ended(self) -> None:
        """Wait for the end of the server and its child; fail if one of them keeps running."""
        seen = b""
        while True:
            readable, _, _ = select.select([self._alive], [], [], TIMEOUT)
            assert readable, "the server or its child is still running"
            data = os.read(self._alive, 100)
            if not data:
                break
            seen += data
        assert seen == b"started"

    def close(self) -> None:
        os.close(self._alive)


def python(code: str) -> tuple[str, ...]:
    """Return a COMMAND that runs some Python."""
    return "--", sys.executable, "-c", code
