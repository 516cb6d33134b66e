"""Call a client on a server with faults, and observe the outcome."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Semaphore, Thread
from typing import Any, Literal, TypeVar

import httpx
import pytest

from ollama_rest.types import ApiModel
from tests.backends import (
    ASYNC_BACKENDS,
    ASYNC_PYREQWEST,
    BACKENDS,
    PYREQWEST_BACKENDS,
    VerbCaller,
    is_sync,
    open_client,
    run,
)
from wrapper import OllamaError
from wrapper.replies.merge import text_of

T = TypeVar("T")

DEADLINE = 30
"""Seconds after which a call counts as hanging. Every timeout that these tests expect is much shorter."""
API_KEY = "secret-api-key"
TLS = ssl.create_default_context()  # made once: it costs more than a call

# httpx drops the generators that it writes and reads through when that fails, and trio warns about each.
IGNORE_DROPPED_GENERATORS = pytest.mark.filterwarnings("ignore:Async generator 'http:ResourceWarning")
ON_EACH_BACKEND = pytest.mark.parametrize("backend", [*BACKENDS, *PYREQWEST_BACKENDS])
ON_EACH_ASYNC_BACKEND = pytest.mark.parametrize("backend", [*ASYNC_BACKENDS, ASYNC_PYREQWEST])
WHOLE_AND_STREAMED = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])

USER = [{"role": "user", "content": "Why?"}]
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "chat": ("m", USER),
    "generate": ("m", "Why?"),
    "embed": ("m", "Why?"),
    "embeddings": ("m", "Why?"),
    "show": ("m",),
    "copy": ("m", "n"),
    "delete": ("m",),
    "pull": ("m",),
    "push": ("m",),
    "create": ("m",),
    "systemone": ("m", "Why?", {}),
}
"""Valid arguments by verb."""


@dataclass
class Outcome:
    """The result of a call, and the state of its client afterwards."""

    replies: list[ApiModel] = field(default_factory=list)
    error: BaseException | None = None
    busy: list[str] = field(default_factory=list)
    """The connections that were not released."""
    next_result: object = None
    """The result of the client's next call: the server's version, or an error."""

    @property
    def text(self) -> str:
        return "".join(map(text_of, self.replies))


def observe(
    caller: VerbCaller,
    url: str,
    verb: str,
    *arguments: Any,
    between: Callable[[], object] | None = lambda: None,
    proxy: str | None = None,
    timeout: float = DEADLINE,
    retries: int = 0,
    **parameters: Any,
) -> Outcome:
    """Call a verb, run `between`, then request the version with the same client.

    If `between` is None, stop after the first call. Without arguments, use valid ones for the verb.
    """
    arguments = arguments or ARGUMENTS.get(verb, ())

    async def call() -> Outcome:
        outcome = Outcome()
        transport = transport_for(caller.backend, proxy)
        options = {"proxy": proxy} if isinstance(transport, str) else {}
        async with open_client(
            caller.backend, url, transport=transport, api_key=API_KEY, timeout=timeout, retries=retries, **options
        ) as client:
            try:
                async for reply in caller.replies(client, verb, *arguments, **parameters):
                    outcome.replies.append(reply)
            except Exception as error:
                outcome.error = error
            outcome.busy = busy_connections(transport)
            if between is not None:
                between()
                try:
                    outcome.next_result = (await client.version()).version
                except OllamaError as error:
                    outcome.next_result = error
        return outcome

    outcome: Outcome = run_with_deadline(lambda: run(caller.backend, call))
    return outcome


Transport = httpx.HTTPTransport | httpx.AsyncHTTPTransport | Literal["pyreqwest"]


def transport_for(backend: str, proxy: str | None = None) -> Transport:
    """Return the argument `transport` of a client; one of httpx is made here, to look into it."""
    if backend in PYREQWEST_BACKENDS:
        return "pyreqwest"
    kind = httpx.HTTPTransport if is_sync(backend) else httpx.AsyncHTTPTransport
    return kind(verify=TLS, proxy=proxy)


def busy_connections(transport: Transport) -> list[str]:
    """List the connections of a transport that still carry a call, and the calls that wait for one."""
    if isinstance(transport, str):
        return []  # nothing can be seen of those of pyreqwest
    pool: Any = transport._pool  # private, and the only place that knows
    carrying = [each for each in pool.connections if not (each.is_idle() or each.is_closed())]
    return [repr(each) for each in (*carrying, *pool._requests)]


@contextmanager
def logged(logger: str, message: str) -> Iterator[Semaphore]:
    """Release a semaphore at each record of a logger that begins with a message."""
    seen = Semaphore(0)

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage().startswith(message):
                seen.release()

    handler, target = Handler(), logging.getLogger(logger)
    level = target.level
    target.setLevel(logging.DEBUG)
    target.addHandler(handler)
    try:
        yield seen
    finally:
        target.removeHandler(handler)
        target.setLevel(level)


def run_with_deadline(function: Callable[[], T]) -> T:
    """Run a function in a thread, and fail if it hangs."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:  # raised again, below
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(DEADLINE)
    if errors:
        raise errors[0]
    if not results:
        raise AssertionError(f"no result after {DEADLINE} s")
    return results[0]
