"""What a client was told, resolved: where the server is, how to prove who asks, how long to wait."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ._arguments import shown
from ._errors import RequestError
from ._host import Host, parse_host

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    Timeout = float | httpx.Timeout | None
    """Seconds for every phase of a call, an `httpx.Timeout`, or None to wait for ever."""

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
    timeout: Timeout | Default
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
        if "base_url" in transport:
            raise RequestError("base_url is not taken: say where the server is by `host`")
        resolved = parse_host(
            host if host is not None else os.environ.get("OLLAMA_HOST"), os.environ.get("OLLAMA_PORT")
        )
        sent = {name: value for name, value in (headers or {}).items() if value is not None}
        if api_key is None and resolved.is_ollama_com:
            api_key = os.environ.get("OLLAMA_API_KEY")
        if api_key and not any(name.lower() == "authorization" for name in sent):
            sent["Authorization"] = f"Bearer {api_key}"
        return cls(
            resolved, sent, check_timeout(timeout), _count(retries), _check_default_model(default_model), transport
        )

    @property
    def web_authorization(self) -> str | None:
        """What proves to ollama.com who searches the web: a bearer token that was given, else the environment's key."""
        for name, value in self.headers.items():
            if name.lower() == "authorization" and value.startswith("Bearer "):
                return value
        key = os.environ.get("OLLAMA_API_KEY")
        return f"Bearer {key}" if key else None

    def http_options(self) -> dict[str, Any]:
        """Make the keyword arguments of the httpx client."""
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


def check_timeout(timeout: object) -> Timeout | Default:
    """Give back a timeout that is one.

    Raises:
        RequestError: it is none.
    """
    import httpx

    if timeout is None or isinstance(timeout, (Default, httpx.Timeout)):
        return timeout
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not 0 < timeout < _FOR_EVER:
        raise RequestError(
            f"timeout must be seconds above 0, an httpx.Timeout, or None to wait for ever, not {shown(timeout)}"
        )
    return timeout


def _check_default_model(model: object) -> bool | str:
    if not isinstance(model, (bool, str)) or model == "":
        raise RequestError(f"default_model must be True, False or the name of a model, not {shown(model)}")
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
