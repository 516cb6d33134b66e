"""Routes of other APIs, answered by the native ones: requests, replies and errors are translated on the way.

Reply functions of a test see the request as it was sent, in the form of the other API.
"""

import json
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from wrapper.testing._answers import json_answer, refusal_answer
from wrapper.testing._errors import Refusal
from wrapper.testing._events import EVENTS
from wrapper.testing._go_json import NoJson, NotJson, decode, decode_all, encode, is_array, is_object
from wrapper.testing._go_types import Kind, WrongType, fit
from wrapper.testing._loading import CLOUD_IS_OFF
from wrapper.testing._names import reference
from wrapper.testing._ollama import Ollama
from wrapper.testing._server import Answer, Item, Request

Fields = dict[str, Any]
Handler = Callable[[Ollama, Request], Answer]
JSON = "application/json"


class Untranslated(Refusal):
    """Told as the native routes tell it."""


@dataclass(frozen=True)
class Dialect:
    """Another API. `error` makes the body of an error of a status and a text."""

    error: Callable[[int, str], Any]

    def route(self, handler: Handler) -> Handler:
        """Let a handler raise Refusal for what is wrong with a request."""

        @wraps(handler)
        def handle(ollama: Ollama, request: Request) -> Answer:
            try:
                return handler(ollama, request)
            except Untranslated:
                raise
            except Refusal as refusal:
                return json_answer(self.error(refusal.status, refusal.text), refusal.status)

        return handle

    def told(self, refusal: Refusal) -> Answer:
        """What a native route refuses."""
        return as_json(refusal_answer(refusal), lambda _: self.error(refusal.status, refusal.text))


def refuse_cloud(request: Request, is_search: Callable[[str], bool] = lambda _: False) -> None:
    """Raise Untranslated for a model of the cloud, and for a body that is packed, which is found out here.

    With a tool of a type that `is_search`, a model of the cloud is left to the native route.
    """
    if request.headers.get("content-encoding") == "zstd":
        raise Untranslated(400, "unexpected EOF")  # no zstd is read here
    try:
        body = decode_all(request.body)
    except NotJson:
        return
    if not is_object(body) or not isinstance(body.get("model"), str) or not is_of_cloud(body["model"]):
        return
    tools = body["tools"] if is_array(body.get("tools")) else list[Any]()
    kinds = [tool.get("type") for tool in tools if is_object(tool)]
    if not any(isinstance(kind, str) and is_search(kind) for kind in kinds):
        raise Untranslated(403, CLOUD_IS_OFF + "remote model is unavailable")


def is_of_cloud(name: str) -> bool:
    """Whether a name says that its model is in the cloud."""
    try:
        return reference(name).source == "cloud"
    except Refusal:
        return False


def read(body: bytes, shape: Kind) -> Fields:
    """Read a request's body. Raises Refusal with the server's words."""
    try:
        fields: Fields = fit(decode(body), shape)
    except NoJson:
        raise Refusal(400, "EOF") from None
    except (NotJson, WrongType) as error:
        raise Refusal(400, str(error)) from None
    return fields


def whole(answer: Answer) -> Fields:
    """The value of an answer in one piece."""
    if not isinstance(answer.body, bytes):
        raise TypeError("the answer streams")
    value: Fields = json.loads(answer.body)
    return value


def as_json(answer: Answer, change: Callable[[Fields], Any]) -> Answer:
    """An answer in one piece with its value changed."""
    answer.body = encode(change(whole(answer))) + b"\n"
    answer.headers["Content-Type"] = JSON
    return answer


def as_events(answer: Answer, change: Callable[[Fields], Iterable[bytes]]) -> Answer:
    """A stream with each of its lines changed into events; an answer in one piece counts as one line."""
    answer.body = _changed(answer.body, change)
    answer.headers["Content-Type"] = EVENTS
    return answer


def _changed(body: bytes | Generator[Item], change: Callable[[Fields], Iterable[bytes]]) -> Generator[Item]:
    try:
        for item in [body] if isinstance(body, bytes) else body:
            if isinstance(item, bytes):
                yield from change(json.loads(item))
            else:
                yield item
    finally:
        if not isinstance(body, bytes):
            body.close()


def unix_time(timestamp: str) -> int:
    """Seconds since 1970 of a time as the native routes write it."""
    return int(datetime.fromisoformat(timestamp).timestamp())


def given(**fields: Any) -> Fields:
    """Those of the fields that are not empty: the others are left out of JSON."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}
