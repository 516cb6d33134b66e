"""What a client was told, resolved: where the server is, how to prove who asks, how long to wait."""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import RequestError, short_repr
from .host import Host, parse_host

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    Timeout = float | tuple[float | None, ...] | httpx.Timeout | None
    """Seconds for every phase of a call, or to connect and to read, an `httpx.Timeout`, or None to wait for ever."""

H = TypeVar("H")

CONNECT_TIMEOUT = 10.0
"""Seconds to wait for a connection, where nothing else is said."""
READ_TIMEOUT = 600.0
"""Seconds to wait for the next bytes: a large model can take minutes to load before its first word."""


_FOR_EVER = 1e9
"""Seconds that no socket takes for a timeout."""


class Default:
    """The type of `DEFAULT`, which says that an argument was not given where None has a meaning of its own."""

    def __repr__(self) -> str:
        return "DEFAULT"


DEFAULT = Default()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one client; what proves who asks stays out of the `repr`."""

    host: Host
    headers: dict[str, str] = field(repr=False)
    timeout: float | httpx.Timeout | Default | None
    retries: int
    default_model: bool | str
    """The model of a call that names none; True for the first that the server lists."""
    transport: dict[str, Any] = field(repr=False)
    """Further keyword arguments of httpx.Client or httpx.AsyncClient."""

    @classmethod
    def resolve(
        cls,
        host: str | None,
        headers: Mapping[str, str | None] | None,
        timeout: Timeout | Default,
        api_key: str | None,
        retries: int,
        default_model: bool | str,
        transport: dict[str, Any],
    ) -> Settings:
        """Fill in from the environment what was not given.

        Raises:
            RequestError: an argument makes no sense.
        """
        _check_transport(transport)
        resolved = _resolve_host(host if host is not None else os.environ.get("OLLAMA_HOST"))
        sent = _check_headers(headers)
        if api_key is None and resolved.is_ollama_com:
            api_key = os.environ.get("OLLAMA_API_KEY")
        if api_key and not any(name.lower() == "authorization" for name in sent):
            sent["Authorization"] = _bearer(api_key)
        return cls(
            resolved, sent, check_timeout(timeout), _count(retries), _check_default_model(default_model), transport
        )

    @property
    def web_authorization(self) -> str | None:
        """What proves to ollama.com who searches the web: the client's bearer token, else the environment's key.

        A token that was given for a server elsewhere is that server's alone.
        """
        for name, value in self.headers.items() if self.host.is_loopback or self.host.is_ollama_com else ():
            if name.lower() == "authorization" and value.startswith("Bearer "):
                return value
        key = os.environ.get("OLLAMA_API_KEY")
        return _bearer(key) if key else None

    def connect(self, kind: Callable[..., H]) -> H:
        """Make the httpx client; nothing is sent yet.

        Raises:
            RequestError: it cannot be made as it is asked for, or with the proxies that the environment names.
        """
        import httpx

        wrong = (ValueError, TypeError, ImportError, OSError, httpx.InvalidURL)
        options = self._http_options()
        try:
            return kind(**options)
        except wrong as error:
            # The environment's proxy is not for loopback, not even one that is none; its certificates are.
            if self.host.is_loopback and (self.host.scheme == "http" or not isinstance(error, OSError)):
                with suppress(*wrong):
                    return kind(**{**options, "trust_env": False})
            # An address that is none may have a password in it.
            reason = "a proxy has no address" if isinstance(error, httpx.InvalidURL) else error
            raise RequestError(
                f"no connection can be made by the client's arguments and the proxies of the environment: {reason}"
            ) from None

    def _http_options(self) -> dict[str, Any]:
        import httpx

        timeout = self.timeout
        if isinstance(timeout, Default):
            # Writing may take as long as reading: a large upload may stall while the server stores what it has.
            timeout = httpx.Timeout(READ_TIMEOUT, connect=CONNECT_TIMEOUT)
        options: dict[str, Any] = {
            "timeout": timeout,
            # Streams hold their connections for minutes; a bound would make callers wait for one another. For each idle
            # one httpx looks at all others at every call; where there is TLS, a new one costs a handshake.
            "limits": httpx.Limits(
                max_connections=None, max_keepalive_connections=100 if self.host.scheme == "https" else 20
            ),
            "follow_redirects": True,
            **self.transport,
        }
        if self.host.is_loopback and "proxy" not in self.transport:  # the environment's proxy is not for it
            options["mounts"] = {f"all://{self.host.bracketed_name}": None, **(options.get("mounts") or {})}
        if self.host.credentials is not None:
            options.setdefault("auth", self.host.credentials)
        options["headers"] = {**_identity(), **self.headers}
        options["base_url"] = self.host.url
        return options


def check_timeout(timeout: object) -> float | httpx.Timeout | Default | None:
    """Give a timeout as httpx has it.

    Raises:
        RequestError: it is none.
    """
    import httpx

    if isinstance(timeout, Default):
        return timeout
    checked: Any = timeout
    if _names_phases(timeout):
        connect, read, *others = cast("tuple[Any, ...]", timeout)
        checked = httpx.Timeout((connect, read, *(others or [read])))  # writing may take as long as reading
    if not all(map(_is_a_time, checked.as_dict().values() if isinstance(checked, httpx.Timeout) else [checked])):
        raise RequestError(
            "timeout must be seconds above 0, a pair of them to connect and to read, an httpx.Timeout, or None to wait "
            f"for ever, not {short_repr(timeout)}"
        )
    return cast("float | httpx.Timeout | None", checked)


def _names_phases(timeout: object) -> bool:
    """Whether this is seconds to connect and to read, and perhaps to write and to wait for a connection."""
    return isinstance(timeout, tuple) and 2 <= len(cast("tuple[object, ...]", timeout)) <= 4


def _is_a_time(seconds: object) -> bool:
    if seconds is None:
        return True
    return isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and 0 < seconds < _FOR_EVER


def _check_transport(transport: dict[str, Any]) -> None:
    import httpx

    if "base_url" in transport:
        raise RequestError("base_url is not taken: say where the server is by `host`")
    for name in transport.keys() - inspect.signature(httpx.Client).parameters.keys():
        raise TypeError(f"a client takes no argument {name!r}")


def _resolve_host(host: object) -> Host:
    import httpx

    if host is not None and not isinstance(host, str):
        raise RequestError(f"host must be a text such as 'http://localhost:11434', not {short_repr(host)}")
    resolved = parse_host(host, os.environ.get("OLLAMA_PORT"))
    try:
        httpx.URL(resolved.url)
    except httpx.InvalidURL as error:
        raise RequestError(f"host: {resolved.url!r} is no address ({error})") from None
    return resolved


# What proves who asks stands in no error, not even where it is wrong.


def _bearer(key: object) -> str:
    if not isinstance(key, str) or not _fits_a_header(key.strip()):
        raise RequestError("api_key must be a text of ASCII characters in one line")
    return f"Bearer {key.strip()}"


def _check_headers(headers: object) -> dict[str, str]:
    if headers is None:
        return {}
    if not isinstance(headers, Mapping):
        raise RequestError(f"headers must be a dict of texts, not {type(headers).__name__}")
    sent: dict[str, str] = {}
    for name, value in cast("Mapping[object, object]", headers).items():
        if value is None:
            continue
        if not isinstance(name, str) or not isinstance(value, str) or not _fits_a_header(name + value):
            raise RequestError(
                f"headers: {short_repr(name)} and its value must be texts of ASCII characters in one line"
            )
        sent[name] = value
    return sent


def _fits_a_header(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _check_default_model(model: object) -> bool | str:
    if not isinstance(model, (bool, str)) or model == "":
        raise RequestError(f"default_model must be True, False or the name of a model, not {short_repr(model)}")
    return model


def _count(retries: object) -> int:
    if isinstance(retries, bool) or not isinstance(retries, int) or retries < 0:
        raise RequestError(f"retries must be a whole number of 0 or more, not {retries!r}")
    return retries


def _identity() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("ollama-wrapper")
    except PackageNotFoundError:  # run from a folder that was never installed
        number = "0"
    return {"User-Agent": f"ollama-wrapper/{number}", "Accept": "application/json, application/x-ndjson"}
