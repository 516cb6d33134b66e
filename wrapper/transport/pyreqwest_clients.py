"""The clients of pyreqwest: how one connects, by which proxy, and how its connection is shut down."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
import stat
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from pyreqwest import exceptions
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.cookie import CookieStore
from pyreqwest.proxy import ProxyBuilder

from ..errors import RequestError
from .identity import identity
from .proxies import Environment, variable
from .pyreqwest_waits import Wakes

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from ..clients.settings import Settings

_MAX_IDLE = 100  # connections to one server that are kept for later calls
_SUPPORTED = frozenset({"auth", "verify", "trust_env", "proxy", "follow_redirects", "max_redirects"})
_UNCHANGED = {"http1": True, "http2": False}
"""Options that have nothing to change with these values."""
_KEEP_ALIVE = getattr(socket, "TCP_KEEPIDLE", getattr(socket, "TCP_KEEPALIVE", None))
_DESCRIPTORS = Path("/dev/fd")
_PROXY_SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})
_marks = itertools.cycle(range(7_201, 32_768))  # seconds; 7,200 is the default, and Linux rejects more
_started_in: list[int] = []
"""The process that runs the thread of pyreqwest: a fork has none, and cannot start it again."""


def check_options(settings: Settings) -> None:
    """Raise `RequestError` if pyreqwest cannot do what an option of a client demands, or not on this system."""
    if _KEEP_ALIVE is None or not _DESCRIPTORS.is_dir():
        raise RequestError("transport='pyreqwest' does not support this system: use transport='httpx'")
    options = settings.httpx_options
    for name, value in options.items():
        if name not in _SUPPORTED and value is not None and value != _UNCHANGED.get(name):
            raise unsupported(name)
    verify = options.get("verify", True)
    if not isinstance(verify, bool):
        raise unsupported("verify", "it accepts True or False; trust other CAs by SSL_CERT_FILE")
    path = os.environ.get("SSL_CERT_FILE")
    if path and verify and settings.host.scheme == "https":
        if not options.get("trust_env", True):
            raise unsupported("trust_env", "it reads SSL_CERT_FILE, which is set")
        try:
            with open(path, "rb"):  # noqa: PTH123 - pathlib has nothing shorter
                pass
        except OSError as error:
            reason = f"{error} (SSL_CERT_FILE is {path!r})"
            raise RequestError(f"no connection is possible with the client's arguments: {reason}") from None
    _authorization(settings)
    _Proxies(settings)


def unsupported(name: str, instead: str = "omit it") -> RequestError:
    """Return the error for an option that pyreqwest has nothing for."""
    return RequestError(f"transport='pyreqwest' does not support `{name}`: {instead}, or use transport='httpx'")


def client_headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every request to the client's own server, their names in lower case."""
    headers = {name.lower(): value for name, value in {**identity(), **settings.headers}.items()}
    return headers | _authorization(settings)


def _authorization(settings: Settings) -> dict[str, str]:
    match settings.httpx_options.get("auth", settings.host.credentials):
        case None:
            return {}
        case (str() | bytes() as user, str() | bytes() as password):
            encoded = [part if isinstance(part, bytes) else part.encode() for part in (user, password)]
            return {"authorization": f"Basic {b64encode(b':'.join(encoded)).decode()}"}
        case _:
            raise unsupported("auth", "pass a tuple of user and password")


@dataclass(frozen=True)
class _Proxy:
    """A proxy, as pyreqwest takes it."""

    url: str
    credentials: tuple[str, str] | None = field(repr=False)

    @classmethod
    def parse(cls, url: Any, name: str) -> _Proxy:
        """Return the proxy of a URL. It may contain a password, so that no message has it.

        Raises:
            RequestError: It is not the URL of a proxy.
        """
        if not isinstance(url, str):
            raise unsupported(name, "pass the proxy's address as a string")
        try:
            parts = urlsplit(url)
            if parts.scheme not in _PROXY_SCHEMES or not parts.hostname or parts.port == 0:
                raise ValueError
        except ValueError:
            raise RequestError(
                f"{name} names no usable proxy: write it like http://proxy.example:3128, with http, https, socks5 or "
                "socks5h, a port from 1 to 65535, and '/' in a password as %2F"
            ) from None
        credentials = None if parts.username is None else (unquote(parts.username), unquote(parts.password or ""))
        return cls(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), credentials)

    def builder(self) -> ProxyBuilder:
        proxy = ProxyBuilder.all(self.url)
        return proxy if self.credentials is None else proxy.basic_auth(*self.credentials)


class _Proxies:
    """The proxies that the arguments of a client, or the environment, name."""

    def __init__(self, settings: Settings) -> None:
        options = settings.httpx_options
        proxy, self._host = options.get("proxy"), settings.host
        self._proxy = None if proxy is None else _Proxy.parse(proxy, "`proxy`")
        is_environment_read = options.get("trust_env", True) and proxy is None
        self._environment = Environment() if is_environment_read else Environment({})
        self._by_scheme: dict[str, _Proxy] = {}
        for scheme, url in self._environment.proxies.items():
            try:
                self._by_scheme[scheme] = _Proxy.parse(url, variable(scheme))
            except RequestError:
                if not self._environment.is_direct(self._host):
                    raise

    def find(self, url: str) -> _Proxy | None:
        """Return the proxy for a URL, or None."""
        if not self._by_scheme:
            return self._proxy
        parts, host = urlsplit(url), self._host
        name, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        is_own = (parts.scheme, name, port) == (host.scheme, host.name.lower(), host.port)
        if (is_own and host.is_loopback) or self._environment.excludes(parts.scheme, name, port):
            return None
        return self._by_scheme.get(parts.scheme, self._by_scheme.get("all"))


@dataclass(frozen=True)
class _Route:
    """What a client of pyreqwest is built for."""

    is_https: bool
    proxy: _Proxy | None
    has_cookies: bool
    """Whether it sends to the client's own server."""
    connect: float | None
    """The timeout to connect, which pyreqwest has no argument of a request for."""


@dataclass(frozen=True, eq=False)
class Borrowed:
    """A client of pyreqwest, and its one connection, that one call uses."""

    client: Client
    _mark: int
    _idle: list[Borrowed]
    """Where it waits for the next call."""

    def give_back(self) -> None:
        """Keep the client, and its connection, for another call."""
        if len(self._idle) < _MAX_IDLE:
            self._idle.append(self)

    def hang_up(self) -> None:
        """Shut down the connection, which pyreqwest alone keeps open when a call is cancelled."""
        for descriptor in map(int, os.listdir(_DESCRIPTORS)):  # noqa: PTH208 - the names, which are numbers
            with contextlib.suppress(OSError):
                if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                    self._shut_down(os.dup(descriptor))  # the original may be closed meanwhile, and be another file

    def _shut_down(self, duplicate: int) -> None:
        try:
            connection = socket.socket(fileno=duplicate)
        except OSError:
            os.close(duplicate)
            return
        with connection:
            if connection.getsockopt(socket.IPPROTO_TCP, cast("int", _KEEP_ALIVE)) == self._mark:
                connection.shutdown(socket.SHUT_RDWR)


class Clients:
    """The clients of pyreqwest of one client of this package.

    A call borrows one for itself. pyreqwest cannot hang up before a response begins, so that this is done here, by way
    of the socket: a client of pyreqwest marks its sockets by the seconds of their keep-alive option.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.headers: dict[str, str] = client_headers(settings)
        self._is_closed = False
        self.proxy_for: Callable[[str], _Proxy | None] = _Proxies(settings).find
        self._verifies = settings.httpx_options.get("verify", True)
        self._cookies = CookieStore()
        self._idle: dict[_Route, list[Borrowed]] = {}
        self._wakes: Wakes | None = None

    def wakes(self, loop: AbstractEventLoop) -> Wakes:
        """Return what resumes the tasks of the event loop, the only one that uses this object."""
        if self._wakes is None:
            self._wakes = Wakes(loop)
        return self._wakes

    def borrow(self, url: str, connect: float | None, send_credentials: bool) -> Borrowed:
        """Return a client of pyreqwest that no other call uses.

        Raises:
            RequestError: This process was forked from one that uses pyreqwest, or the options are invalid.
        """
        if not _started_in:
            _started_in.append(os.getpid())
        if _started_in != [os.getpid()]:
            raise RequestError(
                "transport='pyreqwest' does not work in a process that was forked after its first call: start "
                "processes by 'spawn', or use transport='httpx'"
            )
        if self._is_closed:
            raise RequestError("the request cannot be sent: the client has been closed")
        route = _Route(url.startswith("https:"), self.proxy_for(url), send_credentials, connect)
        idle = self._idle.setdefault(route, [])
        try:
            return idle.pop()
        except IndexError:
            mark = next(_marks)
            return Borrowed(self._build(route, mark), mark, idle)

    def _build(self, route: _Route, mark: int) -> Client:
        builder = ClientBuilder().http1_only().follow_redirects(False).referer(False)
        builder = builder.gzip(False).brotli(False).zstd(False).deflate(False)  # we decompress, to a bounded size
        builder = builder.pool_max_idle_per_host(1).tcp_keepalive(timedelta(seconds=mark))
        if route.has_cookies:
            builder = builder.cookie_provider(self._cookies)
        if route.connect is not None:
            builder = builder.connect_timeout(timedelta(seconds=route.connect))
        proxy = route.proxy
        has_tls = route.is_https or (proxy is not None and proxy.url.startswith("https"))
        if not (self._verifies and has_tls):  # without TLS, loading the certificates would be most of the work
            builder = builder.danger_accept_invalid_certs(True)
        try:
            return (builder.no_proxy() if proxy is None else builder.proxy(proxy.builder())).build()
        except exceptions.PyreqwestError as error:
            raise RequestError(f"no connection is possible with the client's arguments: {error}") from None

    def close(self) -> None:
        """Close the idle connections; those of calls close when the calls end."""
        self._is_closed = True
        self._idle.clear()
        if self._wakes is not None:
            self._wakes.close()
