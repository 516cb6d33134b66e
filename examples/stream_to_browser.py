"""A web service that streams replies to a page. It stops the model when the reader leaves.

Run it with `uvicorn stream_to_browser:app` in this folder, after `pip install fastapi uvicorn`, and open
http://127.0.0.1:8000.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator  # noqa: TC003 - FastAPI reads annotations
from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, StreamingResponse

from wrapper import AsyncClient, AsyncStream, ChatResponse, OllamaError, ResponseError

MODEL = "llama3.2"
PAGE = Path(__file__).with_suffix(".html")


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """Share one client. Its users' strings must not name files of this machine."""
    async with AsyncClient(string_paths=False) as app.state.ollama:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/")
async def page() -> FileResponse:
    """Return the page."""
    return FileResponse(PAGE)


@app.get("/reply")
async def reply(question: str) -> StreamingResponse:
    """Stream the reply as plain text."""
    try:
        stream = await app.state.ollama.chat(MODEL, [{"role": "user", "content": question}], stream=True)
    except ResponseError as error:
        raise HTTPException(502, error.error) from error
    except OllamaError as error:
        raise HTTPException(503, "the model is not available") from error
    return StreamingResponse(texts(stream), media_type="text/plain; charset=utf-8")


async def texts(stream: AsyncStream[ChatResponse]) -> AsyncIterator[str]:
    """Yield the pieces of text. If the reader leaves, this is cancelled, and `async with` hangs up on the model."""
    async with stream:
        async for text in stream.text:
            yield text
