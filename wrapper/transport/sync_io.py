"""What the synchronous client does differently: connect, perform steps, open streams."""

from __future__ import annotations

import os
import weakref
from time import sleep
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..exchange.steps import Flow, Read, RunBlocking, Send, Sleep, Step
from ..replies.stream import Stream
from . import http
from .base import BaseTransport
from .http_errors import sending

if TYPE_CHECKING:
    from ollama_rest.types import ApiModel

    from ..clients.settings import Settings
    from ..replies.decode import ReplyReader

    R = TypeVar("R", bound=ApiModel)

T = TypeVar("T")


class Transport(BaseTransport):
    """The connections of a `Client`; they close with it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._connect()

    def _connect(self) -> None:
        self._process = os.getpid()
        self._http = http.connect(self._settings, http.Client)
        weakref.finalize(self, self._http.close)

    @property
    def client(self) -> http.Client:
        """The httpx client of this process; the connections that a fork inherited belong to the parent."""
        if self.assigned is not None:
            return cast("http.Client", self.assigned)
        if self._process != os.getpid():
            self._connect()
        return self._http

    def run(self, flow: Flow[T]) -> T:
        """Perform the steps of a flow; return its result."""
        try:
            step = next(flow)
            while True:
                try:
                    outcome = self._perform(step)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    def _perform(self, step: Step) -> Any:
        match step:
            case Send(request):
                with sending(request):
                    response = self.client.send(
                        http.build_request(self.client, step),
                        stream=True,
                        auth=http.auth(step),
                        follow_redirects=False,
                    )
                return http.received(response)
            case Read(response, limit):
                return http.ResponseBody(response).read(limit)
            case Sleep(seconds):
                return sleep(seconds)
            case RunBlocking(function):
                return function()

    def stream(self, response: Any, reader: ReplyReader[R]) -> Stream[R]:
        """Return the stream of a response, its first reply read."""
        stream = Stream(http.ResponseBody(response), reader, owner=self)
        self._streams.add(stream)
        return stream.open()

    def close(self) -> None:
        """Close all connections, those of open streams too."""
        self.abort()  # closing a socket does not wake a thread that reads from it
        self.client.close()
