"""FakeOllama: the embedded server as its users see it."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Self

import wrapper  # loads its clients on first use

from . import routes
from .http.responses import json_response
from .http.server import Request, Response, Server, Sink
from .ollama.built_in import CONVERSATIONAL, SKY, assemble, scripted_weights
from .ollama.models import Layer, Model
from .ollama.names import parse
from .ollama.state import Ollama
from .ollama.store import Blob
from .script.faults import Fault, Respond, at_least
from .script.recorded import SeenRequest, can_validate
from .script.replies import Script, Scripted, turn
from .script.scripting import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_CERTIFICATES: dict[str, Any] = {"verify": False}  # loading them takes 20 ms, and there is no TLS here


class UnknownRequest(AssertionError):
    """A request for a route that Ollama, or this server, does not have."""


class InvalidRequest(AssertionError):
    """A request that openapi.yaml does not allow; the message names each wrong field."""


class FakeOllama:
    """An Ollama server inside this process, on a port of loopback. It runs no models.

    It has all routes of the real server, including the OpenAI- and Anthropic-compatible ones under /v1.

    As a context manager it serves between enter and exit. `port` 0 takes a free port. `pace` is the pause between two
    pieces of a streamed reply, in seconds.

    Wrong requests get the response of a real server, and `check()` raises for them: UnknownRequest for an unknown route
    and, if `validate` is true, InvalidRequest for a request that openapi.yaml does not allow. `validate` is true by
    default if the extra `testing` is installed, and false otherwise. If `strict` is true, as in the pytest fixtures,
    leaving the `with` checks too. Both attributes may be set later: a test that sends a wrong request on purpose sets
    them to False. An error in a test's reply function is always raised on leaving.

    Raises:
        ValueError: the port or the pace is out of range.
        OSError: on enter, the port is taken.
        ModuleNotFoundError: `validate` is set to true, and the extra is not installed.

    Example:
        with FakeOllama() as fake, fake.client() as client:
            fake.reply("Hello!")
            client.generate("sky", "Hi").response  # "Hello!"
    """

    def __init__(self, *, port: int = 0, pace: float = 0.0, strict: bool = False, validate: bool | None = None) -> None:
        if not 0 <= port <= 65535:
            raise ValueError(f"port must be 0 to 65535, not {port!r}")
        at_least(0, pace=pace)
        self.strict: bool = strict
        self.validate = can_validate() if validate is None else validate
        self._port = port
        self._ollama = Ollama(pace=pace)
        self._server: Server | None = None
        self._seen: list[SeenRequest] = []
        self._checked = 0
        self._arrival = threading.Condition()

    @property
    def validate(self) -> bool:
        """Whether `check()` raises for requests that openapi.yaml does not allow."""
        return self._validate

    @validate.setter
    def validate(self, on: bool) -> None:
        if on and not can_validate():
            raise ModuleNotFoundError("validate=True needs jsonschema and PyYAML: install ollama-wrapper[testing]")
        self._validate: bool = on

    def start(self) -> Self:
        """Begin to serve. A started server must be stopped."""
        if self._server is None:
            self._server = Server(self._exchange, self._port)
            self._port = self._server.port
        return self

    def stop(self) -> None:
        """Close all connections and stop the server. A second call does nothing.

        It may be started again, on the same port and with the same models, without uploads that no model uses.
        """
        if self._server:
            self._server.stop()
            self._server = None
            self._ollama.store.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a FakeOllama cannot be pickled: pickle its url, or a client of it")

    def check(self) -> None:
        """Raise what went wrong since the last check: an error in a reply function, UnknownRequest, InvalidRequest."""
        self._raise_errors()
        scripting = self._ollama.scripting
        unknown, scripting.unknown = scripting.unknown, []
        if unknown:
            lines = dict.fromkeys(
                f"{request.method} {request.target}: FakeOllama has no such route{routes.hint(request.path)}"
                for request in unknown
            )
            raise UnknownRequest("\n".join(lines))
        seen = self._seen[self._checked :]
        self._checked += len(seen)
        problems = dict.fromkeys(text for request in seen for text in request.problems) if self.validate else {}
        if problems:
            raise InvalidRequest("\n".join(problems))

    def _raise_errors(self) -> None:
        scripting = self._ollama.scripting
        errors, scripting.errors = scripting.errors, []
        if errors:
            raise errors[0]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if error is None:
            self.check() if self.strict else self._raise_errors()

    @property
    def url(self) -> str:
        """The address, such as http://127.0.0.1:40123.

        Raises:
            RuntimeError: the server is not running.
        """
        if self._server is None:
            raise RuntimeError("the server is not running: use it in a with statement, or call start()")
        return f"http://127.0.0.1:{self._server.port}"

    def client(self, **settings: Any) -> wrapper.Client:
        """Return a new client of this server, with the settings of wrapper.Client. The caller closes it."""
        return wrapper.Client(self.url, **{**_NO_CERTIFICATES, **settings})

    def async_client(self, **settings: Any) -> wrapper.AsyncClient:
        """Return a new async client of this server, with the settings of wrapper.AsyncClient. The caller closes it."""
        return wrapper.AsyncClient(self.url, **{**_NO_CERTIFICATES, **settings})

    @property
    def models(self) -> list[str]:
        """The names of the models on the server."""
        return [model.name.short.removesuffix(":latest") for model in self._ollama.store]

    @property
    def requests(self) -> list[SeenRequest]:
        """The requests that arrived completely, in the order of their arrival."""
        return list(self._seen)

    def wait_for_requests(self, count: int, timeout: float | None = 10.0) -> list[SeenRequest]:
        """Wait until `count` requests have arrived, and return them. A `timeout` of None waits forever.

        Raises:
            TimeoutError: they did not arrive within `timeout` seconds.
        """
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(self._seen) >= count, timeout):
                raise TimeoutError(f"{len(self._seen)} of {count} requests came within {timeout:g} s")
        return self.requests

    def reply(self, *replies: Scripted, model: str | None = None) -> None:
        """Script the replies of a model, or of all models if none is named: one for each turn, the last one repeated.

        A reply is a string, a list of pieces, a Reply, or a function from the request's body, a dict, to one of these.
        The function runs on the server's thread: it must neither block nor send a request to the server. A named model
        that does not exist is added, with tools and thinking.

        Raises:
            ValueError: there is no reply, or the name is not valid.
            TypeError: an argument is not a reply.
        """
        if not replies:
            raise ValueError("reply() needs at least one reply")
        script = Script([turn(reply) for reply in replies])
        if model is not None and self._ollama.store.get(parse(model)) is None:
            self.add_model(model)
        self._ollama.scripting.scripts[parse(model).key if model is not None else ()] = script

    def add_model(self, name: str, *, embeds: bool = False) -> None:
        """Add a model with tools and thinking or, if it `embeds`, only embeddings.

        Raises:
            ValueError: the name is not valid.
        """
        self._ollama.store.put(self._new_model(name, embeds=embeds))

    def add_to_registry(self, name: str, *, size: int | None = None) -> None:
        """Add a model that can be pulled. `size` is that of its weights in bytes, as the progress reports it.

        Nothing is downloaded. If the name has a host, that host also accepts pushes.

        Raises:
            ValueError: the name or the size is not valid.
        """
        model = self._new_model(name)
        if size is not None:
            at_least(0, size=size)
            model.layers[0] = Layer("model", model.layers[0].digest, size)
        self._ollama.registry[model.name.key] = model
        self._ollama.registry_hosts.add(model.name.host)

    def offer(self, name: str, *, size: int | None = None) -> None:
        """Call `add_to_registry`: this is its former name."""
        self.add_to_registry(name, size=size)

    def fail(self, *faults: Fault, path: str | None = None, times: int | None = 1) -> None:
        """Make the next request, or the next `times` requests, meet these faults together. None means all from now on.

        Requests to a path other than `path` are not affected. Calls queue up: the next one applies when this one is
        used up. Without faults, requests pass.

        Raises:
            TypeError: an argument is not a fault.
            ValueError: `times` is less than 1, or the path has no route, and no Respond is among the faults.
        """
        for fault in faults:
            if not isinstance(fault, Fault):  # pyright: ignore[reportUnnecessaryIsInstance]  # untyped callers
                raise TypeError(f'{fault!r} is not a fault: use one such as error(503, "busy") or Delay(before=1)')
        if times is not None and times < 1:
            raise ValueError(f"times must be at least 1, or None for from now on, not {times!r}")
        if path is not None and not (routes.exists(path) or (path[:1] == "/" and _replace_response(faults))):
            raise ValueError(f"{path!r} is not a path of FakeOllama{routes.hint(path)}")
        self._ollama.scripting.plans.append(Plan(faults, path, times))

    def advance(self, seconds: float) -> None:
        """Move the server's clock forward: loaded models expire, new timestamps are later. Nothing waits.

        Raises:
            ValueError: the number is negative.
        """
        at_least(0, seconds=seconds)
        self._ollama.clock.advance(seconds)

    def _new_model(self, name: str, *, embeds: bool = False) -> Model:
        parsed = parse(name)
        if not parsed.valid:
            raise ValueError(f"{name!r} is not a valid model name")
        # the name in the reply makes the digest of the weights unique
        weights = scripted_weights(f"{SKY} ({parsed.short})" if not embeds else parsed.short, embeds=embeds)
        return assemble(parsed, weights, "{{ .Prompt }}" if embeds else CONVERSATIONAL, {}, self._ollama.clock.now())

    def _exchange(self, request: Request) -> _Exchange:
        return _Exchange(self._ollama, request, self._arrived)

    def _arrived(self, seen: SeenRequest) -> None:
        with self._arrival:
            self._seen.append(seen)
            self._arrival.notify_all()


def _replace_response(faults: tuple[Fault, ...]) -> bool:
    return any(isinstance(fault, Respond) for fault in faults)


class _Exchange:
    """One request and its response."""

    def __init__(self, ollama: Ollama, request: Request, arrived: Callable[[SeenRequest], None]) -> None:
        self._ollama = ollama
        self._request = request
        self._arrived = arrived
        self._seen = SeenRequest(request.method, request.path, request.query, request.headers)

    def sink(self) -> Sink | None:
        route = routes.find_route(self._request.method, self._request.path)
        return Blob() if route and route.uploads else None

    def respond(self) -> Response:
        self._seen.body = self._request.body
        self._arrived(self._seen)
        faults = self._ollama.scripting.take_faults(self._request.path)
        response = Response(200, b"") if _replace_response(faults) else self._handle()
        for fault in faults:
            response = fault.change(response)
        self._seen.status = response.status
        return response

    def _handle(self) -> Response:
        try:
            return routes.respond(self._ollama, self._request)
        except Exception as error:  # most likely of a test's reply function: kept for the test
            self.failed(error)
            return json_response({"error": f"{type(error).__name__} in FakeOllama: {error}"}, 500)

    def sent(self, chunks: int) -> None:
        self._seen.chunks = chunks

    def failed(self, error: Exception) -> None:
        self._ollama.scripting.errors.append(error)

    def ended(self, client_disconnected: bool) -> None:
        upload = self._request.upload
        if isinstance(upload, Blob) and not upload.kept:
            upload.close()
        self._seen.end(client_disconnected)
