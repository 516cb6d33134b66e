"""POST /v1/responses and /v1/responses/compact"""

import json
import time
from dataclasses import replace
from typing import Any

from ....http.json import Fields, encode
from ....http.responses import APIError, json_response
from ....http.server import Request, Response
from ....ollama.errors import NO_WEB_SEARCH
from ....ollama.routes import generation
from ....ollama.state import Ollama
from ... import web_search
from ...dialect import EVENT_STREAM, NO_CACHE, json_body, reject_cloud_model, translate_json, translate_stream
from ..conversion import OPENAI, CodedError, error_body, native_think
from .request import is_trigger, native_messages, read, read_items
from .response import ResponseBuilder, ResponseEvents

_FUNCTION = "create_summary"
_TOOL = {
    "type": "function",
    "name": _FUNCTION,
    "description": "Store the summary of the conversation.",
    "parameters": {"type": "object", "properties": {"summary": {"type": "string"}}, "required": ["summary"]},
}


def summary_request(request: Fields) -> Fields:
    """Return the request that asks the model for the summary."""
    task = {"type": "message", "role": "user", "content": f"Summarize this conversation with {_FUNCTION}."}
    return {"model": request["model"], "input": [*request["input"], task], "tools": [_TOOL], "stream": False}


def compaction_item(output: list[Fields]) -> Fields | None:
    """Return the item that replaces the conversation, or None if the model wrote no summary."""
    for item in output:
        if item["type"] == "function_call" and item["name"] == _FUNCTION:
            summary = json.loads(item["arguments"]).get("summary")
            if isinstance(summary, str) and summary.strip():
                payload: Fields = {"type": "ollama_compaction", "version": 1, "summary": summary, "retained": []}
                return {"type": "compaction", "encrypted_content": encode(payload).decode()}
    return None


_NO_SUMMARY = (
    "compaction failed; the selected model did not return a valid summary and the original conversation is unchanged"
)


@OPENAI.route
def create_response(ollama: Ollama, request: Request) -> Response:
    """Respond to an input, or compact it if its last item is a trigger."""
    fields = read(request)
    if not fields["input"] or not is_trigger(fields["input"][-1]):
        return _respond(ollama, request, fields)
    if not fields["stream"]:
        raise CodedError(400, "compaction_trigger requires stream=true")
    return _compact(ollama, request, {**fields, "input": fields["input"][:-1]})


@OPENAI.route
def compact(ollama: Ollama, request: Request) -> Response:
    """Replace a conversation by one item."""
    fields = read(request)
    if any(is_trigger(item) for item in fields["input"]):
        raise CodedError(400, "compaction_trigger is only valid on POST /v1/responses")
    return _compact(ollama, request, {**fields, "stream": False})


def _respond(ollama: Ollama, request: Request, fields: Fields) -> Response:
    builder, stream = ResponseBuilder(fields), bool(fields["stream"])
    if not builder.tools.has_web_search:
        reject_cloud_model(fields["model"])
    native = _native_request(fields, builder)
    response = OPENAI.forward(generation.chat, ollama, request, native)
    if not stream:
        return translate_json(response, lambda reply: _whole(response, reply, builder))
    events = ResponseEvents(builder)
    if response.status != 200 and builder.tools.has_web_search:  # the server starts the stream first
        text = json_body(response)["error"]["message"]
        response = Response(200, b"".join(events.fail(text, {})), {"Content-Type": EVENT_STREAM})
    else:
        response = translate_stream(response, events.translate)
    response.headers |= NO_CACHE
    return response


def _native_request(fields: Fields, builder: ResponseBuilder) -> Fields:
    system = [{"role": "system", "content": fields["instructions"]}] if fields["instructions"] else []
    return {
        "model": fields["model"],
        "messages": [*system, *native_messages(read_items(fields["input"]))],
        "think": native_think(fields["reasoning"]["effort"]) if fields["think"] is None else fields["think"],
        "tools": builder.tools.native(),
        "stream": bool(fields["stream"]),
        "format": _native_format(fields["text"]),
        "options": {
            "temperature": 1.0 if fields["temperature"] is None else fields["temperature"],
            "top_p": fields["top_p"],
            "num_predict": fields["max_output_tokens"],
        },
    }


def _native_format(text: Fields | None) -> Any:
    format = text and text["format"]
    return format["schema"] if format and format["type"] == "json_schema" else None


def _whole(response: Response, reply: Fields, builder: ResponseBuilder) -> Fields:
    if builder.tools.has_web_search and web_search.search_query(reply["message"]) is not None:
        response.status = 403
        return error_body(APIError(403, NO_WEB_SEARCH))
    return builder.whole(reply)


def _compact(ollama: Ollama, request: Request, fields: Fields) -> Response:
    if not fields["input"]:
        raise CodedError(400, "compaction input is empty")
    question = replace(request, body=encode(summary_request(fields)))
    response = _respond(ollama, question, read(question))
    if response.status != 200:
        return response
    reply = json_body(response)
    item = compaction_item(reply["output"])
    builder = ResponseBuilder(fields)
    builder.id = f"resp_compact_{time.time_ns()}"
    if item is None:
        failed = json_response(error_body(CodedError(500, _NO_SUMMARY, "compaction_failed")), 500)
        response.status, response.body, response.headers = failed.status, failed.body, failed.headers
    elif fields["stream"]:
        response.body = b"".join(ResponseEvents(builder).compaction(item, reply["usage"]))
        response.headers = {"Content-Type": EVENT_STREAM, **NO_CACHE}
    else:
        body = {"id": builder.id, "object": "response.compaction", "created_at": int(time.time())}
        response.body = encode({**body, "output": [item], "usage": reply["usage"]})
    return response
