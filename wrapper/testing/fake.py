"""The server as its users see it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NoReturn, Self

from . import routes
from .http.responses import json_response
from .http.server import Request, Response, Server, Sink
from .ollama.built_in import CONVERSATIONAL, SKY, assemble, scripted_weights
from .ollama.models import Layer, Model
from .ollama.names import parse
from .ollama.routes.blobs import Blob
from .ollama.state import Ollama
from .script.faults import Fault, Respond
from .script.limits import at_least
from .script.recorded import SeenRequest, can_validate
from .script.replies import Script, Scripted, turn
from .script.scripting import Plan, afflict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from .. import AsyncClient, Client

_NO_CERTIFICATES: dict[str, Any] = {"verify": False}  # there is no TLS here, and to load them takes 20 ms


class UnknownRequest(AssertionError):
    """The server was asked for something that no Ollama has, or that this stand-in lacks."""


class InvalidRequest(AssertionError):
    """The server was sent a request that openapi.yaml does not allow; the message names each wrong field."""


class FakeOllama:
    """An Ollama server inside this process, on a port of loopback; it is no real one and runs no model.

    It has all routes of the real one, the OpenAI- and Anthropic-compatible ones under /v1 too.

    As a context manager it serves between enter and exit. `port` 0 takes a free one. `pace` is the pause between two
    pieces of a streamed reply, in seconds.

    Wrong requests are answered like a real server does, and `check()` raises for them: UnknownRequest for one that it
    has no route for, and, if it does `validate`, InvalidRequest for one that openapi.yaml does not allow; by default it
    validates where the extra `testing` is installed. If it is `strict`, as the pytest fixtures are, leaving the `with`
    checks, too. Both may be set later: a test that means to send such a request sets them to False. What a reply
    function of the test raised is raised on leaving in any case.

    Raises:
        ValueError: a port or a pace is none.
        OSError: on enter, the port is taken.
        ModuleNotFoundError: it shall validate without the extra.
    """

    def __init__(self, *, port: int = 0, pace: float = 0.0, strict: bool = False, validate: bool | None = None) -> None:
        if not 0 <= port <= 65535:
            raise ValueError(f"port must be 0 to 65535, not {port!r}")
        at_least(0, pace=pace)
        if validate and not can_validate():
            raise ModuleNotFoundError("validate=True wants jsonschema and PyYAML: install ollama-wrapper[testing]")
        self.strict = strict
        self.validate = validate is not False
        self._port = port
        self._ollama = Ollama(pace=pace)
        self._server: Server | None = None
        self._seen: list[SeenRequest] = []
        self._checked = 0
        self._arrival = threading.Condition()

    def start(self) -> Self:
        """Begin to serve. A started server must be stopped."""
        if self._server is None:
            self._server = Server(self._exchange, self._port)
            self._port = self._server.port
        return self

    def stop(self) -> None:
        """End all connections and the server. A second call does nothing.

        It may be started again: on the same port, with the same models, without uploads that no model has taken.
        """
        if self._server:
            self._server.stop()
            self._server = None
            self._ollama.store.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a FakeOllama does not leave its process: pickle its url, or a client of it")

    def check(self) -> None:
        """Raise what is wrong since the last check: what a reply function raised, UnknownRequest or InvalidRequest."""
        self._raise_errors()
        scripting = self._ollama.scripting
        unknown, scripting.unknown = scripting.unknown, []
        if unknown:
            asked = dict.fromkeys((f"{request.method} {request.target}", request.path) for request in unknown)
            complaints = (f"{line}: FakeOllama has no such route{routes.nearest(path)}" for line, path in asked)
            raise UnknownRequest("\n".join(complaints))
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
        if error is None and self.strict:
            self.check()
        elif error is None:
            self._raise_errors()

    @property
    def url(self) -> str:
        """Where it serves, such as http://127.0.0.1:40123.

        Raises:
            RuntimeError: it does not serve.
        """
        if self._server is None:
            raise RuntimeError("the server is not running: use it in a with statement, or call start()")
        return f"http://127.0.0.1:{self._server.port}"

    def client(self, **settings: Any) -> Client:
        """Make a client of this server. Settings are those of wrapper.Client. The caller closes it."""
        from .. import Client

        return Client(self.url, **{**_NO_CERTIFICATES, **settings})

    def async_client(self, **settings: Any) -> AsyncClient:
        """Make an async client of this server. Settings are those of wrapper.AsyncClient. The caller closes it."""
        from .. import AsyncClient

        return AsyncClient(self.url, **{**_NO_CERTIFICATES, **settings})

    @property
    def models(self) -> list[str]:
        """The names of the models there are."""
        return [model.name.short.removesuffix(":latest") for model in self._ollama.store]

    @property
    def requests(self) -> list[SeenRequest]:
        """The requests that arrived whole, in the order of their arrival."""
        return list(self._seen)

    def wait_for_requests(self, count: int, timeout: float | None = 10.0) -> list[SeenRequest]:
        """Wait until so many requests have arrived, and give them.

        A `timeout` of None waits for as long as it takes.

        Raises:
            TimeoutError: they did not within `timeout` seconds.
        """
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(self._seen) >= count, timeout):
                raise TimeoutError(f"{len(self._seen)} of {count} requests came within {timeout:g} s")
        return self.requests

    def reply(self, *replies: Scripted, model: str | None = None) -> None:
        """Script what a model says, or all models if none is named: one reply a turn, and the last one from then on.

        A reply is a text, a list of pieces, a Reply, or a function from the request's body, a dict, to one of these. It
        runs on the server's thread: it must neither block nor ask the server. A named model is added if there is none,
        with tools and thoughts.

        Raises:
            ValueError: there is no reply, or the name is none.
            TypeError: something is no reply.
        """
        if not replies:
            raise ValueError("reply() wants at least one reply")
        script = Script([turn(reply) for reply in replies])
        if model is not None and self._ollama.store.get(parse(model)) is None:
            self.add_model(model)
        self._ollama.scripting.scripts[parse(model).key if model is not None else ()] = script

    def add_model(self, name: str, *, embeds: bool = False) -> None:
        """Add a model that can do tools and thoughts, or, if it `embeds`, embeddings alone.

        Raises:
            ValueError: the name is wrong.
        """
        self._ollama.store.put(self._make(name, embeds=embeds))

    def add_to_registry(self, name: str, *, size: int | None = None) -> None:
        """Offer a model to be pulled; `size` is that of its weights in bytes, as progress tells it.

        Nothing is downloaded. A host that the name gives counts as a registry that takes pushes, too.

        Raises:
            ValueError: the name or the size is wrong.
        """
        model = self._make(name)
        if size is not None:
            at_least(0, size=size)
            model.layers[0] = Layer("model", model.layers[0].digest, size)
        self._ollama.registry[model.name.key] = model
        self._ollama.registry_hosts.add(model.name.host)

    def offer(self, name: str, *, size: int | None = None) -> None:
        """Call `add_to_registry`: this is its former name."""
        self.add_to_registry(name, size=size)

    def fail(self, *faults: Fault, path: str | None = None, times: int | None = 1) -> None:
        """Let the next request, or the next so many `times`, meet these faults all together; None is from now on.

        `path` leaves requests of other paths alone. Calls queue up: the next one holds when this one is used up.
        Without faults, it lets requests pass.

        Raises:
            TypeError: something is no fault.
            ValueError: `times` is less than 1, or only an answer given Respond could come from the path.
        """
        for fault in faults:
            if not isinstance(fault, Fault):  # pyright: ignore[reportUnnecessaryIsInstance]  # what is untyped, too
                raise TypeError(f'{fault!r} is no fault, such as error(503, "busy") or Delay(before=1)')
        if times is not None and times < 1:
            raise ValueError(f"times must be at least 1, or None for from now on, not {times!r}")
        if path is not None and not (routes.exists(path) or (path[:1] == "/" and _is_answered(faults))):
            raise ValueError(f"{path!r} is no path of FakeOllama{routes.nearest(path)}")
        self._ollama.scripting.plans.append(Plan(faults, path, times))

    def advance(self, seconds: float) -> None:
        """Move the server's clock forward: what is loaded expires, new times are later. Nothing waits.

        Raises:
            ValueError: the time is negative.
        """
        at_least(0, seconds=seconds)
        self._ollama.clock.advance(seconds)

    def _make(self, name: str, *, embeds: bool = False) -> Model:
        parsed = parse(name)
        if not parsed.valid:
            raise ValueError(f"{name!r} is not a valid model name")
        # a reply of its own keeps the weights of two models apart
        weights = scripted_weights(f"{SKY} ({parsed.short})" if not embeds else parsed.short, embeds=embeds)
        return assemble(parsed, weights, "{{ .Prompt }}" if embeds else CONVERSATIONAL, {}, self._ollama.clock.now())

    def _exchange(self, request: Request) -> _Exchange:
        return _Exchange(self._ollama, request, self._arrived)

    def _arrived(self, seen: SeenRequest) -> None:
        with self._arrival:
            self._seen.append(seen)
            self._arrival.notify_all()


def _is_answered(faults: Iterable[Fault]) -> bool:
    """Whether an answer comes without a look at the request."""
    return any(isinstance(fault, Respond) for fault in faults)


class _Exchange:
    """One request on its way through the routes."""

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
        faults = self._ollama.scripting.faults(self._request.path)
        answer = Response(200, b"") if _is_answered(faults) else self._route()
        answer = afflict(answer, faults)
        self._seen.status = answer.status
        return answer

    def _route(self) -> Response:
        try:
            return routes.answer(self._ollama, self._request)
        except Exception as error:  # of a test's reply function, most likely: kept to be raised where the test sees it
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
