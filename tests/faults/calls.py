"""Calls of a client in every way that there is, and what became of them."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, TypeVar

import anyio
import httpx
import pytest

from ollama_rest.types import ApiModel
from wrapper import AsyncClient, Client, OllamaError
from wrapper.replies.merge import text_of

T = TypeVar("T")

GUARD = 30
"""Seconds after which a call hangs, whatever its timeout: none in these tests is longer than a few."""
WAYS = ("sync", "asyncio", "trio")
KEY = "key-that-nobody-may-see"
# httpx drops the generators that it writes and reads through where that fails, and trio warns of each.
DROPPED = pytest.mark.filterwarnings("ignore:Async generator 'http:ResourceWarning")
TLS = ssl.create_default_context()  # made once: it costs more than a call

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
"""By verb, arguments that are right."""


@dataclass
class Outcome:
    """What became of a call, and of the client behind it."""

    replies: list[ApiModel] = field(default_factory=list)
    error: BaseException | None = None
    busy: list[str] = field(default_factory=list)
    """The connections that were not given back."""
    following: object = None
    """What the client's next call gave, or raised."""

    @property
    def text(self) -> str:
        return "".join(map(text_of, self.replies))


@dataclass(frozen=True)
class Way:
    """How a verb is called."""

    name: str
    streamed: bool = False

    def __call__(
        self,
        url: str,
        verb: str,
        *arguments: Any,
        between: Callable[[], object] | None = lambda: None,
        proxy: str | None = None,
        timeout: float = GUARD,
        retries: int = 0,
        **parameters: Any,
    ) -> Outcome:
        """Call a verb, do what is to be done `between`, and ask for the version by the same client.

        Where `between` is None, that was all. A verb without arguments is given right ones.
        """
        perform = self._sync if self.name == "sync" else self._async
        if self.streamed:
            parameters["stream"] = True

        def call(client: Client | AsyncClient) -> Any:
            return getattr(client, verb)(*(arguments or ARGUMENTS.get(verb, ())), **parameters)

        settings = {"api_key": KEY, "timeout": timeout, "retries": retries}
        return guarded(lambda: perform(url, call, between, {"verify": TLS, "proxy": proxy}, settings))

    def _sync(self, url: str, call: Any, between: Any, connection: Any, settings: Any) -> Outcome:
        outcome = Outcome()
        transport = httpx.HTTPTransport(**connection)
        with Client(url, transport=transport, **settings) as client:
            try:
                reply = call(client)
                for part in reply if self.streamed else [reply]:
                    outcome.replies.append(part)
            except Exception as error:
                outcome.error = error
            outcome.busy = busy(transport)
            if between is None:
                return outcome
            between()
            try:
                outcome.following = client.version().version
            except OllamaError as error:
                outcome.following = error
        return outcome

    def _async(self, url: str, call: Any, between: Any, connection: Any, settings: Any) -> Outcome:
        async def run() -> Outcome:
            outcome = Outcome()
            transport = httpx.AsyncHTTPTransport(**connection)
            async with AsyncClient(url, transport=transport, **settings) as client:
                try:
                    reply = await call(client)
                    if self.streamed:
                        async for part in reply:
                            outcome.replies.append(part)
                    else:
                        outcome.replies.append(reply)
                except Exception as error:
                    outcome.error = error
                outcome.busy = busy(transport)
                if between is None:
                    return outcome
                between()
                try:
                    outcome.following = (await client.version()).version
                except OllamaError as error:
                    outcome.following = error
            return outcome

        return anyio.run(run, backend=self.name)


def busy(transport: httpx.HTTPTransport | httpx.AsyncHTTPTransport) -> list[str]:
    """The connections of a transport that still carry a call, and the calls that wait for one."""
    pool: Any = transport._pool  # private, and the only place that tells what was given back
    carrying = [each for each in pool.connections if not (each.is_idle() or each.is_closed())]
    return [repr(each) for each in (*carrying, *pool._requests)]


def guarded(function: Callable[[], T]) -> T:
    """Run a function in a thread; an error where it hangs."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:  # raised again, below
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(GUARD)
    if errors:
        raise errors[0]
    if not results:
        raise AssertionError(f"still not back after {GUARD} s")
    return results[0]
