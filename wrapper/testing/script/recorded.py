"""The requests that a server received, and how each ended."""

import json
import threading
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from typing import Any

NOT_VALIDATED = "requests are not validated: install ollama-wrapper[testing] to find wrong fields"


@dataclass
class SeenRequest:
    """A request that the server received. Header names are lower-case.

    `status` is 0 until the response begins. `chunks` counts the pieces of the body sent so far. `client_disconnected`
    is whether the client left before it had the whole response. Every attribute may be read from any thread.
    """

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes = b""
    status: int = 0
    chunks: int = 0
    client_disconnected: bool = False
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def json(self) -> Any:
        """The body, decoded.

        Raises:
            ValueError: it is not valid JSON.
        """
        return json.loads(self.body)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """What openapi.yaml does not allow in the request, such as `POST /api/chat: model is missing`.

        Fields that the server ignores are problems too. Empty if the extra `testing` is not installed.
        """
        if not can_validate():
            return ()
        from .validation import problems

        return problems(self.method, self.path, self.headers.get("content-type", ""), self.body)

    @property
    def hung_up(self) -> bool:
        """The former name of `client_disconnected`."""
        return self.client_disconnected

    @property
    def ended(self) -> bool:
        """Whether the response was sent completely, or given up."""
        return self._ended.is_set()

    def wait(self, timeout: float = 10.0) -> None:
        """Wait until the response was sent completely, or given up.

        Raises:
            TimeoutError: neither happened within `timeout` seconds.
        """
        if not self._ended.wait(timeout):
            raise TimeoutError(f"{self.method} {self.path} did not end within {timeout:g} s")

    def end(self, client_disconnected: bool) -> None:
        """Record the end of the exchange."""
        self.client_disconnected = client_disconnected
        self._ended.set()


def can_validate() -> bool:
    """Whether the packages of the extra `testing` are installed."""
    return all(find_spec(name) is not None for name in ("jsonschema", "yaml"))
