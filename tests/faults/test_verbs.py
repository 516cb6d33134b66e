"""The faults of the table on the other verbs, and the faults of progress streams and uploads."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import ollama_rest.models
from ollama_rest.types import ApiModel
from tests.backends import VerbCaller
from tests.faults.calls import ARGUMENTS, ON_EACH_BACKEND, observe
from tests.faults.expected import Expected, Raises, Returns, check, kind_of
from tests.faults.scripted_server import Act, Script, ScriptedServer, chunked, head, line, sized
from tests.faults.table import FAULTS, GENERAL
from tests.faults.table.fault import IS_OLLAMA
from wrapper import (
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    RequestError,
    ResponseError,
    ServerConnectionError,
)

VERBS = sorted({*ARGUMENTS, "list", "ps", "models"} - {"chat", "generate"})


@pytest.mark.parametrize("verb", VERBS)
def test_verb_handles_faults_of_chat(fault_url: str, verb: str) -> None:
    for number, fault in enumerate(FAULTS):
        if fault not in GENERAL or fault.waits:
            continue
        outcome = observe(VerbCaller("sync"), f"{fault_url}/f{number}", verb, between=None)
        assert outcome.busy == [], fault.name
        assert outcome.error is None or isinstance(outcome.error, OllamaError), fault.name
        if isinstance(fault.whole, Raises) and fault.whole.status not in (204, 205, 200):
            assert kind_of(outcome.error) is fault.whole.kind, fault.name


FIELDS = sorted(
    {
        wire_name
        for name in dir(ollama_rest.models)
        if isinstance(kind := getattr(ollama_rest.models, name), type) and issubclass(kind, ApiModel)
        for wire_name in kind.__attributes__.values()
    }
    - {"error", "done"}
)
VALUES: list[Any] = [
    None,
    5,
    -1.5,
    True,
    "text",
    "",
    [],
    [None],
    [5],
    ["text"],
    [[]],
    [{}],
    {},
    {"a": None},
    {"models": 5},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_reply_accepts_fields_of_any_type(value: Any) -> None:
    body = json.dumps(dict.fromkeys(FIELDS, value))
    with ScriptedServer({}, response=[sized(200, body)]).serving() as url:
        for verb in [*VERBS, "chat", "generate"]:
            outcome = observe(VerbCaller("sync"), url, verb, between=None)
            assert outcome.error is None or isinstance(outcome.error, OllamaError), (verb, outcome.error)
            for reply in outcome.replies:
                repr(reply)
                pickle.dumps(reply)
                if isinstance(reply, ApiModel):
                    json.dumps(reply.to_dict())


PULLING, SUCCESS = line({"status": "pulling", "digest": "d", "total": 9}), line({"status": "success"})
PROGRESS: dict[str, tuple[Script, Expected]] = {
    "success": ([chunked(PULLING, SUCCESS)], Returns("pullingsuccess")),
    "no success": ([chunked(PULLING)], Raises(IncompleteResponseError, "before it was done", 200, "pulling")),
    "an empty stream": ([chunked()], Raises(IncompleteResponseError, "", 200)),
    "a registry error": ([sized(500, line({"error": "EOF"}))], Raises(ResponseError, "EOF", 500)),
    "an error line first": ([chunked(line({"error": "no such model"}))], Raises(ResponseError, "no such", 200)),
    "an error line": ([chunked(PULLING, line({"error": "EOF"}))], Raises(ResponseError, "EOF", 200, "pulling")),
    "closed": ([chunked(PULLING, end=b""), Act.CLOSE], Raises(IncompleteResponseError, "", 200, "pulling")),
    "silence after success": ([chunked(PULLING, SUCCESS, end=b""), Act.STALL], Returns("pullingsuccess")),
    "a garbage line": ([chunked(PULLING, b"%\n")], Raises(InvalidResponseError, IS_OLLAMA, 200, "pulling")),
    "a page": ([sized(200, "<html>\n</html>")], Raises(InvalidResponseError, IS_OLLAMA, 200)),
    "fields of wrong types": (
        [chunked(line({"status": "a", "digest": 5, "total": "x", "completed": None}), line({"total": 7}), SUCCESS)],
        Returns("asuccess"),
    ),
    "a status of a wrong type": (
        [chunked(PULLING, line({"status": 7}), SUCCESS)],
        Raises(InvalidResponseError, "'status' is 7", 200, "pulling"),
    ),
}


@ON_EACH_BACKEND
@pytest.mark.parametrize("verb", ["pull", "push", "create"])
@pytest.mark.parametrize("name", PROGRESS)
def test_progress_stream(name: str, verb: str, backend: str) -> None:
    script, expected = PROGRESS[name]
    with ScriptedServer({"api": script}).serving() as url:
        outcome = observe(VerbCaller(backend, streamed=True), url, verb)
    check(outcome, expected, streamed=True)
    assert outcome.next_result == "0.34.0"


class Uploads(ScriptedServer):
    """Responds to the check for a blob, and to its upload."""

    def __init__(self, check: Script, upload: Script) -> None:
        super().__init__({})
        self.by_method = {"HEAD": check, "POST": upload}

    def script(self, method: str, path: str) -> Script:
        return self.by_method.get(method) or super().script(method, path)


MISSING = [head("404 Not Found")]
UPLOADS: dict[str, tuple[Script, Script, Expected]] = {
    "exists": ([sized(200)], [], Returns("")),
    "uploaded": (MISSING, [sized("201 Created")], Returns("")),
    "closed during the check": ([Act.CLOSE], [], Raises(ServerConnectionError)),
    "wrong digest": (
        MISSING,
        [sized(400, {"error": "digest mismatch"})],
        Raises(ResponseError, "mismatch", 400),
    ),
    "too large": (MISSING, [sized(413, "<html>")], Raises(ResponseError, "413", 413)),
    "closed without a response": (MISSING, [Act.CLOSE], Raises(ServerConnectionError)),
    "reset without a response": (MISSING, [Act.RESET], Raises(ServerConnectionError)),
    "a page": (MISSING, [sized(200, "<html>")], Raises(InvalidResponseError, IS_OLLAMA, 200)),
    "unauthorized": ([head(401)], [], Raises(ResponseError, "401", 401)),
    "redirected to FTP": (MISSING, [sized(307, "", "Location: ftp://x")], Raises(ResponseError, "ftp://x", 307)),
    "server error": (
        [head(500)],
        [sized(500, {"error": "disk full"})],
        Raises(ResponseError, "disk full", 500),
    ),
}


@ON_EACH_BACKEND
@pytest.mark.parametrize("name", UPLOADS)
def test_upload(name: str, backend: str, tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF" * 500_000)
    on_check, on_upload, expected = UPLOADS[name]
    with Uploads(on_check, on_upload).serving() as url:
        outcome = observe(VerbCaller(backend), url, "create_blob", file)
    outcome.replies = []  # `check` reads replies, and a digest is a string
    check(outcome, expected)
    assert outcome.next_result == "0.34.0"


@ON_EACH_BACKEND
def test_upload_of_missing_file_is_request_error(backend: str, tmp_path: Path) -> None:
    outcome = observe(VerbCaller(backend), "http://127.0.0.1:1", "create_blob", tmp_path / "none", between=None)
    check(outcome, Raises(RequestError, "none"))
