"""POST /v1/responses and /v1/responses/compact: replies, and conversations made shorter."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .._dialects import refuse_packed, whole
from .._events import EVENTS, UNCACHED, event
from ..http.json import Fields, encode
from ..http.responses import APIError, json_response
from ..http.server import Request, Response
from .compacted import expanded, kind_of
from .compaction import TRIGGER, Plan, read_body
from .response import blank, respond
from .response_object import Responses
from .response_tools import Tools
from .shared import OPENAI, error

if TYPE_CHECKING:
    from ..ollama.state import Ollama

_FAILED = "compaction failed; the original conversation is unchanged"
_NO_SUMMARY = (
    "compaction failed; the selected model did not return a valid summary and the original conversation is unchanged"
)


@OPENAI.route
def response(ollama: Ollama, request: Request) -> Response:
    """POST /v1/responses"""
    try:
        fields, items = _read(request)
        triggered = bool(items) and kind_of(items[-1]) == TRIGGER
        plan = _triggered(fields, items[:-1]) if triggered else None
        whole_items = items if triggered else expanded(items)
        body = fields if whole_items is items else {**fields, "input": whole_items}
    except APIError as refusal:
        return _refused(refusal)
    return _compact(ollama, request, plan, streamed=True) if plan else respond(ollama, request, body)


@OPENAI.route
def compact(ollama: Ollama, request: Request) -> Response:
    """POST /v1/responses/compact"""
    try:
        fields, items = _read(request)
        if any(kind_of(item) == TRIGGER for item in items):
            raise APIError(400, f"{TRIGGER} is only valid on POST /v1/responses")
        plan = Plan(fields, expanded(items))
    except APIError as refusal:
        return _refused(refusal)
    return _compact(ollama, request, plan, streamed=False)


def _read(request: Request) -> tuple[Fields, list[Any]]:
    refuse_packed(request)
    return read_body(request.body)


def _refused(refusal: APIError) -> Response:
    return json_response(error(400, refusal.text, "invalid_request_error"), 400)


def _triggered(fields: Fields, items: list[Any]) -> Plan:
    if not fields.get("stream"):
        raise APIError(400, f"{TRIGGER} requires stream=true")
    if any(kind_of(item) == TRIGGER for item in items):
        raise APIError(400, f"{TRIGGER} must be the final and only compaction trigger")
    return Plan(fields, expanded(items))


def _compact(ollama: Ollama, request: Request, plan: Plan, *, streamed: bool) -> Response:
    """Have the model compact a conversation; it may try twice."""
    complaint = ""
    for _ in range(2):
        try:
            question = plan.question(complaint)
        except APIError:
            return json_response(error(500, _FAILED, "compaction_failed"), 500)
        answer = respond(ollama, replace(request, body=encode(question)), question)
        if answer.on_end:
            answer.on_end()
            answer.on_end = None
        if answer.status != 200:
            return answer
        reply = whole(answer)
        try:
            item = plan.item(reply["output"])
        except ValueError as wrong:
            complaint = str(wrong)
            continue
        return (_events if streamed else _object)(plan.model, item, reply["usage"])
    return json_response(error(500, _NO_SUMMARY, "compaction_failed"), 500)


def _id() -> str:
    return f"resp_compact_{time.time_ns()}"


def _object(_model: str, item: Fields, usage: Fields) -> Response:
    made = {"object": "response.compaction", "created_at": int(time.time())}
    return json_response({"id": _id(), **made, "output": [item], "usage": usage})


def _events(model: str, item: Fields, usage: Fields) -> Response:
    responses = Responses(blank(model), Tools([], []))
    responses.id = _id()
    begun = responses.response("in_progress", [], None)
    data: list[tuple[str, Fields]] = [
        ("response.created", {"response": begun}),
        ("response.in_progress", {"response": begun}),
        ("response.output_item.added", {"output_index": 0, "item": item}),
        ("response.output_item.done", {"output_index": 0, "item": item}),
        ("response.completed", {"response": responses.response("completed", [item], usage)}),
    ]
    events = (event({"type": n, "sequence_number": at, **more}, n) for at, (n, more) in enumerate(data))
    return Response(200, b"".join(events), {"Content-Type": EVENTS, **UNCACHED})
