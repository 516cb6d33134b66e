"""POST /v1/audio/transcriptions"""

import base64
import json
from dataclasses import replace

from ...http.json import Fields, encode
from ...http.multipart import FormError, parse
from ...http.responses import APIError
from ...http.server import Request, Response
from ...ollama.routes import generation
from ...ollama.state import Ollama
from ..dialect import JSON
from .conversion import OPENAI


@OPENAI.route
def create_transcription(ollama: Ollama, request: Request) -> Response:
    """Transcribe audio. A reply function receives the native request, because the one sent is not JSON."""
    try:
        form = parse(request.headers.get("content-type", ""), request.body)
    except FormError as error:
        raise APIError(400, f"failed to parse multipart form: {error}") from None
    model, audio = form.get("model"), form.get("file")
    if not isinstance(model, str) or not model:
        raise APIError(400, "model is required")
    if not isinstance(audio, bytes):
        raise APIError(400, "file is required: http: no such file")
    if not audio:
        raise APIError(400, "audio file is empty")
    response = OPENAI.forward(_chat, ollama, request, _native_request(model, audio))
    return _transcription(response, form.get("response_format") == "text") if response.status == 200 else response


def _chat(ollama: Ollama, request: Request, body: bytes) -> Response:
    return generation.chat(ollama, replace(request, body=body))


def _native_request(model: str, audio: bytes) -> Fields:
    message = {"role": "user", "content": "Transcribe the audio.", "images": [base64.b64encode(audio).decode()]}
    return {"model": model, "messages": [message], "stream": True, "options": {"temperature": 0}}


def _transcription(response: Response, as_text: bool) -> Response:
    """Join the stream. As in the server, the headers of its first line are sent before a second one arrives."""
    lines = [response.body] if isinstance(response.body, bytes) else [x for x in response.body if isinstance(x, bytes)]
    replies: list[Fields] = [json.loads(line) for line in lines]
    text = "".join(reply["message"]["content"] for reply in replies).strip()
    response.body = text.encode() if as_text else encode({"text": text})
    if not replies or not replies[-1]["done"]:
        response.body = b""
    if len(replies) == 1:
        response.headers["Content-Type"] = "text/plain" if as_text else JSON
    return response
