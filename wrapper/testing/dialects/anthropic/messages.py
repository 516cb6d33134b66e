"""POST /v1/messages"""

from functools import partial

from ...http.json import Fields
from ...http.responses import APIError, json_response
from ...http.server import Request, Response
from ...ollama.errors import NO_WEB_SEARCH
from ...ollama.routes import generation
from ...ollama.state import Ollama
from ..dialect import (
    EVENT_STREAM,
    NO_CACHE,
    Dialect,
    is_cloud_model,
    new_id,
    read_request,
    reject_cloud_model,
    translate_json,
    translate_stream,
)
from .reply import MessageEvents, whole_message
from .request import REQUEST, is_web_search, native_request

_TYPES = {400: "invalid_request_error", 403: "permission_error", 404: "not_found_error"}


def error_body(error: APIError) -> Fields:
    """Return the JSON body of an error."""
    described = {"type": _TYPES.get(error.status, "api_error"), "message": error.text}
    return {"type": "error", "error": described, "request_id": new_id("req_")}


ANTHROPIC = Dialect(error_body)


@ANTHROPIC.route
def create_message(ollama: Ollama, request: Request) -> Response:
    """Chat."""
    fields = read_request(request, REQUEST)
    searches = any(map(is_web_search, fields["tools"] or []))
    if not searches:
        reject_cloud_model(fields["model"])
    if not fields["model"]:
        raise APIError(400, "model is required")
    if fields["max_tokens"] <= 0:
        raise APIError(400, "max_tokens is required and must be positive")
    if not fields["messages"]:
        raise APIError(400, "messages is required")
    native, id = native_request(fields), new_id("msg_")
    if is_cloud_model(fields["model"]):
        response = json_response(error_body(APIError(403, NO_WEB_SEARCH)), 403)
        response.headers |= {"Content-Type": EVENT_STREAM} if fields["stream"] else {}
    else:
        response = ANTHROPIC.forward(partial(generation.chat, relaxed=True), ollama, request, native)
    if not fields["stream"]:
        return translate_json(response, lambda reply: whole_message(id, reply, searches=searches))
    response = translate_stream(response, MessageEvents(id, searches=searches).translate)
    response.headers |= NO_CACHE
    return response
