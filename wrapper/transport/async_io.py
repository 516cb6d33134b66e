"""What the asynchronous client does differently: connect, perform steps, open streams."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from ..exchange.steps import Flow, Read, RunBlocking, Send, Sleep, Step
from ..replies.stream import AsyncStream
from . import event_loop, http
from .base import BaseTransport
from .http_errors import sending

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ollama_rest.types import ApiModel

    from ..clients.settings import Settings
    from ..replies.decode import ReplyReader

    R = TypeVar("R", bound=ApiModel)

T = TypeVar("T")


class AsyncTransport(BaseTransport):
    """The connections of an `AsyncClient`: for each event loop its own, which close when the loop ends."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._opened: WeakKeyDictionary[object, tuple[http.AsyncClient, AsyncGenerator[None]]] = WeakKeyDictionary()
        self._unbound: list[http.AsyncClient] = []  # at most one, that no event loop has taken over yet

    @property
    def client(self) -> http.AsyncClient:
        """The httpx client of the running event loop: the connections of another loop do not work in it.

        Without an event loop it is the client that the next one uses.
        """
        if self.assigned is not None:
            return cast("http.AsyncClient", self.assigned)
        try:
            loop = event_loop.current_loop()
        except RuntimeError:
            if not self._unbound:
                self._unbound.append(http.connect(self._settings, http.AsyncClient))
            return self._unbound[0]
        return self._open(loop)[0]

    def _open(self, loop: object) -> tuple[http.AsyncClient, AsyncGenerator[None]]:
        """Return the httpx client of an event loop, the running one, and the generator that closes it."""
        opened = self._opened.get(loop)
        if opened is None:
            try:
                client = self._unbound.pop()
            except IndexError:  # also if the event loop of another thread was faster
                client = http.connect(self._settings, http.AsyncClient)
            # An event loop closes its asynchronous generators when it ends, and with this one the connections.
            closing = _close_at_the_end(client)
            with contextlib.suppress(StopIteration):  # the first `yield` is reached without waiting
                closing.__anext__().send(None)
            event_loop.keep_until_the_end(closing)  # also if this transport is dropped before
            self._opened[loop] = opened = (client, closing)
        return opened

    async def run(self, flow: Flow[T]) -> T:
        """Perform the steps of a flow; return its result."""
        client = self.client
        try:
            step = next(flow)
            while True:
                try:
                    outcome = await self._perform(step, client)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _perform(self, step: Step, client: http.AsyncClient) -> Any:
        match step:
            case Send(request):
                with sending(request):
                    response = await client.send(
                        http.build_request(client, step),
                        stream=True,
                        auth=http.auth(step),
                        follow_redirects=False,
                    )
                return http.received(response)
            case Read(response, limit):
                return await http.ResponseBody(response, aiter).read_async(limit)
            case Sleep(seconds):
                return await event_loop.sleep(seconds)
            case RunBlocking(function):
                return await event_loop.run_in_thread(function)

    async def stream(self, response: Any, reader: ReplyReader[R]) -> AsyncStream[R]:
        """Return the stream of a response, its first reply read."""
        stream = AsyncStream(http.ResponseBody(response, aiter), reader, owner=self)
        self._streams.add(stream)
        return await stream.open()

    async def close(self) -> None:
        """Close all connections of the running event loop, those of open streams too."""
        if self.assigned is not None:
            await self.assigned.aclose()
        _, closing = self._open(
            event_loop.current_loop()
        )  # also if nothing was sent yet: a closed client must not send
        await closing.aclose()


async def _close_at_the_end(client: http.AsyncClient) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await client.aclose()
