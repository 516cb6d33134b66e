"""The settings of a client: its server, headers, credentials, timeouts and retries."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from ..errors import RequestError, short_repr
from ..exchange.steps import Session
from ..requests.checks import reading
from ..transport import libraries
from .host import Host, parse_host
from .timeouts import Default, Timeouts, deadline_of, parse_timeout

if TYPE_CHECKING:
    from ..transport.library import Library
    from .bounds import Bounds
    from .timeouts import Timeout

_MAX_REDIRECTS = 10  # unless the option `max_redirects` says otherwise
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one client; credentials stay out of the `repr`."""

    host: Host
    headers: dict[str, str] = field(repr=False)
    timeouts: Timeouts
    retries: int
    bounds: Bounds
    default_model: bool | str
    """The model of a call that names none; True for the newest that can do what the call asks."""
    string_paths: bool
    """Whether a string may name a local file to read, as a `pathlib.Path` always may."""
    transport: str
    """The name of the HTTP library."""
    httpx_options: dict[str, Any] = field(repr=False)
    """Further keyword arguments of the library's client."""

    @classmethod
    def resolve(
        cls,
        host: str | None,
        headers: Mapping[str, str | None] | None,
        timeout: Timeout | Default,
        api_key: str | None,
        retries: int,
        bounds: Bounds,
        default_model: bool | str,
        string_paths: bool,
        httpx_options: dict[str, Any],
    ) -> Settings:
        """Check the arguments of a client, and read from the environment what is omitted.

        Raises:
            RequestError: An argument is invalid.
        """
        if "base_url" in httpx_options:
            raise RequestError("base_url is not accepted: pass the server's address as `host`")
        resolved = _resolve_host(host)
        checked = _check_headers(headers)
        if api_key is None and resolved.is_ollama_com:
            api_key = os.environ.get("OLLAMA_API_KEY")
        if api_key and not any(name.lower() == "authorization" for name in checked):
            checked["Authorization"] = _bearer(api_key)
        timeouts = parse_timeout(timeout)
        transport = httpx_options.get("transport")
        if isinstance(transport, str):
            httpx_options = {name: value for name, value in httpx_options.items() if name != "transport"}
        return cls(
            host=resolved,
            headers=checked,
            timeouts=Timeouts() if isinstance(timeouts, Default) else timeouts,
            retries=_check_retries(retries),
            bounds=bounds,
            default_model=_check_default_model(default_model),
            string_paths=_check_string_paths(string_paths),
            transport=libraries.name_of(transport),
            httpx_options=httpx_options,
        )

    @property
    def web_authorization(self) -> str | None:
        """The Authorization header for ollama.com's web search: the client's bearer token, else the environment's key.

        A token for a server elsewhere is never sent to ollama.com.
        """
        for name, value in self.headers.items() if self.host.is_loopback or self.host.is_ollama_com else ():
            if name.lower() == "authorization" and value.startswith("Bearer "):
                return value
        key = os.environ.get("OLLAMA_API_KEY")
        return _bearer(key) if key else None

    def session(self, timeout: Timeout | Default | Session, base_url: str, library: Library) -> Session:
        """Return what the flows of one call depend on; the time until its deadline begins now.

        The session of a call under way is returned as it is: its requests have one deadline.

        Raises:
            RequestError: The timeout is invalid.
        """
        if isinstance(timeout, Session):
            return timeout
        options = self.httpx_options
        timeouts = parse_timeout(timeout)
        return Session(
            base_url,
            library,
            timeouts,
            self.retries,
            self.bounds,
            follow_redirects=bool(options.get("follow_redirects", True)),
            max_redirects=options.get("max_redirects", _MAX_REDIRECTS),
            string_paths=self.string_paths,
            deadline=deadline_of(self.timeouts if isinstance(timeouts, Default) else timeouts),
        )


def _resolve_host(host: object) -> Host:
    port = os.environ.get("OLLAMA_PORT")
    if host is None:
        return parse_host(os.environ.get("OLLAMA_HOST"), port)
    if not isinstance(host, str):
        raise RequestError(f"host must be a string such as 'http://localhost:11434', not {short_repr(host)}")
    return parse_host(host, port, strict=True)


# Never put credentials in error messages, not even invalid ones.


def _bearer(key: object) -> str:
    if not isinstance(key, str) or not _fits_a_header(key.strip()):
        raise RequestError("api_key must be one line of printable ASCII characters")
    return f"Bearer {key.strip()}"


def _check_headers(headers: object) -> dict[str, str]:
    if headers is None:
        return {}
    if not isinstance(headers, Mapping):
        raise RequestError(f"headers must be a dict of strings, not {type(headers).__name__}")
    checked: dict[str, str] = {}
    with reading("headers"):
        items = [*cast("Mapping[object, object]", headers).items()]
    for name, value in items:
        if value is None:
            continue
        if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
            raise RequestError(f"headers: the name {short_repr(name)} must consist of ASCII letters, digits and '-'")
        if not isinstance(value, str) or not _fits_a_header(value) or value != value.strip():
            raise RequestError(f"headers: {name!r} must have a value of one line of printable ASCII characters")
        checked[name] = value
    return checked


def _fits_a_header(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _check_default_model(model: object) -> bool | str:
    if not isinstance(model, (bool, str)) or model == "":
        raise RequestError(f"default_model must be True, False or the name of a model, not {short_repr(model)}")
    return model


def _check_string_paths(string_paths: object) -> bool:
    if not isinstance(string_paths, bool):
        raise RequestError(f"string_paths must be True or False, not {short_repr(string_paths)}")
    return string_paths


def _check_retries(retries: object) -> int:
    if isinstance(retries, bool) or not isinstance(retries, int) or retries < 0:
        raise RequestError(f"retries must be an integer of 0 or more, not {short_repr(retries)}")
    return retries
