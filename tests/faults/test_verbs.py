"""The other verbs meet the same faults; those that tell of progress, and uploads, have faults of their own."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import ollama_rest.models
from ollama_rest.types import ApiModel
from tests.faults.calls import ARGUMENTS, WAYS, Way
from tests.faults.expected import Expected, Gives, Raises, check
from tests.faults.table import CODINGS, CONNECTION, FAULTS, IS_OLLAMA, LENGTHS, STATUSES
from tests.faults.wire import Act, Script, Wire, chunked, head, line, sized
from wrapper import (
    IncompleteResponseError,
    InvalidResponseError,
    OllamaError,
    RequestError,
    ResponseError,
    ServerConnectionError,
)

VERBS = sorted({*ARGUMENTS, "list", "ps", "models"} - {"chat", "generate"})
GENERAL = [*CONNECTION, *LENGTHS, *CODINGS, *STATUSES]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_meets_what_a_chat_meets(wire: str, verb: str) -> None:
    for number, fault in enumerate(FAULTS):
        if fault not in GENERAL or fault.waits:
            continue
        outcome = Way("sync")(f"{wire}/f{number}", verb, between=None)
        assert outcome.busy == [], fault.name
        assert outcome.error is None or isinstance(outcome.error, OllamaError), fault.name
        if isinstance(fault.whole, Raises) and fault.whole.status not in (204, 205, 200):
            assert type(outcome.error) is fault.whole.kind, fault.name


FIELDS = sorted(
    {
        wire_name
        for name in dir(ollama_rest.models)
        if isinstance(kind := getattr(ollama_rest.models, name), type) and issubclass(kind, ApiModel)
        for wire_name in kind.__attributes__.values()
    }
    - {"error", "done"}
)
ODD: list[Any] = [
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


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_no_field_of_a_reply_has_to_be_what_it_should(value: Any) -> None:
    body = json.dumps(dict.fromkeys(FIELDS, value))
    with Wire({}, answer=[sized(200, body)]).serving() as url:
        for verb in [*VERBS, "chat", "generate"]:
            outcome = Way("sync")(url, verb, between=None)
            assert outcome.error is None or isinstance(outcome.error, OllamaError), (verb, outcome.error)
            for reply in outcome.replies:
                repr(reply)
                pickle.dumps(reply)
                if isinstance(reply, ApiModel):
                    json.dumps(reply.to_dict())


PULLING, SUCCESS = line({"status": "pulling", "digest": "d", "total": 9}), line({"status": "success"})
PROGRESS: dict[str, tuple[Script, Expected]] = {
    "all is well": ([chunked(PULLING, SUCCESS)], Gives("pullingsuccess")),
    "no success": ([chunked(PULLING)], Raises(IncompleteResponseError, "before it was done", 200, "pulling")),
    "nothing": ([chunked()], Raises(IncompleteResponseError, "", 200)),
    "an error of the registry": ([sized(500, line({"error": "EOF"}))], Raises(ResponseError, "EOF", 500)),
    "an error line first": ([chunked(line({"error": "no such model"}))], Raises(ResponseError, "no such", 200)),
    "an error line": ([chunked(PULLING, line({"error": "EOF"}))], Raises(ResponseError, "EOF", 200, "pulling")),
    "closed": ([chunked(PULLING, end=b""), Act.CLOSE], Raises(IncompleteResponseError, "", 200, "pulling")),
    "silence after success": ([chunked(PULLING, SUCCESS, end=b""), Act.STALL], Gives("pullingsuccess")),
    "a garbage line": ([chunked(PULLING, b"%\n")], Raises(InvalidResponseError, IS_OLLAMA, 200, "pulling")),
    "a page": ([sized(200, "<html>\n</html>")], Raises(InvalidResponseError, IS_OLLAMA, 200)),
    "figures of wrong types": (
        [chunked(line({"status": "a", "digest": 5, "total": "x", "completed": None}), line({"status": 7}), SUCCESS)],
        Gives("asuccess"),
    ),
}


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("verb", ["pull", "push", "create"])
@pytest.mark.parametrize("name", PROGRESS)
def test_a_stream_of_progress(name: str, verb: str, by: str) -> None:
    script, expected = PROGRESS[name]
    with Wire({"api": script}).serving() as url:
        outcome = Way(by, streamed=True)(url, verb)
    check(outcome, expected, streamed=True)
    assert outcome.following == "0.34.0"


class Uploads(Wire):
    """Answers whether it has a blob, then takes one."""

    def __init__(self, asked: Script, sent: Script) -> None:
        super().__init__({})
        self.by_method = {"HEAD": asked, "POST": sent}

    def script(self, method: str, path: str) -> Script:
        return self.by_method.get(method) or super().script(method, path)


MISSING = [head("404 Not Found")]
UPLOADS: dict[str, tuple[Script, Script, Expected]] = {
    "it is there": ([sized(200)], [], Gives("")),
    "it is taken": (MISSING, [sized("201 Created")], Gives("")),
    "nobody tells whether it is there": ([Act.CLOSE], [], Raises(ServerConnectionError)),
    "the digest is wrong": (
        MISSING,
        [sized(400, {"error": "digest mismatch"})],
        Raises(ResponseError, "mismatch", 400),
    ),
    "it is too large": (MISSING, [sized(413, "<html>")], Raises(ResponseError, "413", 413)),
    "closed instead of an answer": (MISSING, [Act.CLOSE], Raises(ServerConnectionError)),
    "reset instead of an answer": (MISSING, [Act.RESET], Raises(ServerConnectionError)),
    "a page": (MISSING, [sized(200, "<html>")], Raises(InvalidResponseError, IS_OLLAMA, 200)),
    "no key": ([head(401)], [], Raises(ResponseError, "401", 401)),
    "it has moved": (MISSING, [sized(307, "", "Location: ftp://x")], Raises(ResponseError, "ftp://x", 307)),
    "the server is broken": (
        [head(500)],
        [sized(500, {"error": "disk full"})],
        Raises(ResponseError, "disk full", 500),
    ),
}


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("name", UPLOADS)
def test_an_upload(name: str, by: str, tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF" * 500_000)
    asked, sent, expected = UPLOADS[name]
    with Uploads(asked, sent).serving() as url:
        outcome = Way(by)(url, "create_blob", file)
    outcome.replies = []  # a digest is no reply
    check(outcome, expected)
    assert outcome.following == "0.34.0"


@pytest.mark.parametrize("by", WAYS)
def test_a_file_that_is_not_there_is_no_fault_of_the_server(by: str, tmp_path: Path) -> None:
    outcome = Way(by)("http://127.0.0.1:1", "create_blob", tmp_path / "none", between=None)
    check(outcome, Raises(RequestError, "none"))
