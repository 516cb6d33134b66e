"""httpx, and httpx2 that continues it with the same interface: make clients, send requests, read responses."""

from __future__ import annotations

import contextlib
import functools
import inspect
import os
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from ..clients.timeouts import Default, Timeouts
from ..errors import OllamaError, RequestError
from ..exchange.redirects import without_credentials
from . import event_loop, network, pools
from .chunked_body import ChunkedBody
from .decompression import Decompressor
from .http_errors import HTTPXErrors, both
from .identity import identity
from .options import check_names
from .proxies import Environment, variable
from .response_body import HEADERS_OF_CODING, BaseBody, Pieces

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
    from types import ModuleType

    import httpx

    from ..clients.host import Host
    from ..clients.settings import Settings
    from ..errors import ResponseError
    from ..exchange.steps import Send
    from .control import CallControl

_DRAIN_TIMEOUT = 0.1  # seconds


class HTTPXLibrary:
    """httpx or httpx2 as a `Library`.

    Args:
        module: The imported package. The annotations are the types of httpx, for both.
    """

    def __init__(self, module: ModuleType) -> None:
        self._httpx: Any = module
        self.errors: HTTPXErrors = HTTPXErrors(module)
        self._body_class = type("RequestBody", (_Content, module.SyncByteStream, module.AsyncByteStream), {})
        # A client has few, and parsing is a fifth of a request's cost.
        self._parse_url: Callable[[str], httpx.URL] = functools.lru_cache()(module.URL)

    def check_settings(self, settings: Settings) -> str:
        """Check the settings that only httpx can judge; return the server's address as httpx writes it.

        Raises:
            TypeError: There is an unknown keyword argument.
            RequestError: The server's address is not a valid URL.
        """
        known = inspect.signature(self._httpx.Client).parameters.keys()
        check_names(settings.httpx_options, known)
        try:
            return str(self._httpx.URL(settings.host.url)).rstrip("/")
        except self._httpx.InvalidURL as error:
            raise both(RequestError, error)(f"host: {settings.host.url!r} is not a valid URL ({error})") from None

    def connect(self, settings: Settings) -> httpx.Client:
        """Return an httpx client with these settings, under the control of its calls; nothing is sent yet.

        Raises:
            RequestError: The options, or the proxies that the environment names, are invalid.
        """
        client: httpx.Client = self._connect(settings, is_async=False)
        return client

    def connect_async(self, settings: Settings) -> httpx.AsyncClient:
        """Return an asynchronous httpx client, as `connect` does."""
        client: httpx.AsyncClient = self._connect(settings, is_async=True)
        return client

    def _connect(self, settings: Settings, is_async: bool) -> Any:
        client = self._create(settings, is_async)
        pools.control(client)
        pools.skip_cookies(client, self._httpx.Cookies)
        return client

    def _create(self, settings: Settings, is_async: bool) -> Any:
        client_class = self._httpx.AsyncClient if is_async else self._httpx.Client
        options = self._client_options(settings, is_async)
        try:
            return client_class(**self._with_environment(options, settings.host, is_async))
        except RequestError:
            raise
        except Exception as error:  # httpx checks its arguments by using them
            # A server on this machine uses no proxy of the environment, so an invalid one is ignored; certificates are
            # not.
            if settings.host.is_loopback and (settings.host.scheme == "http" or not isinstance(error, OSError)):
                with contextlib.suppress(Exception):
                    return client_class(**{**options, "trust_env": False})
            # A malformed URL may still contain a password.
            reason = "`proxy` is not a valid URL" if isinstance(error, self._httpx.InvalidURL) else str(error)
            has_environment = options.get("trust_env", True)
            if isinstance(error, OSError) and has_environment and (file := os.environ.get("SSL_CERT_FILE")):
                reason += f" (SSL_CERT_FILE is {file!r})"  # the system's error does not name the file
            raise RequestError(f"no connection is possible with the client's arguments: {reason}") from None

    def _with_environment(self, options: dict[str, Any], host: Host, is_async: bool) -> dict[str, Any]:
        """Return the options of an httpx client with the proxies of the environment, which it then does not read.

        Raises:
            RequestError: The environment names a proxy that cannot be used, and the message names the variable, or the
                argument `proxy` is not a valid address.
        """
        if (proxy := options.get("proxy")) is not None:
            self._check_address(proxy)
        if not options.get("trust_env", True) or any(options.get(name) for name in ("proxy", "transport")):
            return options
        environment = Environment()
        if not environment.is_set:
            return options
        verify, cert = options.get("verify", True), options.get("cert")
        context = self._httpx.create_ssl_context(verify=verify, cert=cert)  # once for all, and with SSL_CERT_FILE
        options = {**options, "verify": context, "cert": None, "trust_env": False}
        shared = {name: options[name] for name in ("verify", "http1", "http2", "limits") if name in options}
        transport_class = self._httpx.AsyncHTTPTransport if is_async else self._httpx.HTTPTransport
        mounts: dict[str, Any] = dict.fromkeys(environment.excluded_patterns())
        is_direct = environment.is_direct(host)
        for scheme, url in environment.proxies.items():
            try:
                self._check_address(url)
                mounts[f"{scheme}://"] = transport_class(proxy=url, **shared)
            except (ValueError, ImportError, self._httpx.InvalidURL) as error:
                if not is_direct:
                    problem = self._proxy_problem(error)
                    raise RequestError(f"{variable(scheme)} names no usable proxy: {problem}") from None
        if is_direct:
            mounts[str(self._httpx.URL(f"{host.scheme}://{host.bracketed_name}:{host.port}"))] = None
        return {**options, "mounts": {**mounts, **(options.get("mounts") or {})}}

    def _check_address(self, proxy: Any) -> None:
        """Raise `RequestError` if a proxy lacks a host, or has a port that some systems truncate to another one."""
        url = proxy.url if isinstance(proxy, self._httpx.Proxy) else self._httpx.URL(proxy)
        if not url.host or (url.port is not None and not 0 < url.port < 1 << 16):
            raise RequestError("`proxy` must have a host, and a port from 1 to 65535")

    def _proxy_problem(self, error: Exception) -> str:
        # Its own message may contain a password.
        if isinstance(error, ImportError):
            return f"SOCKS needs the package socksio, `pip install {self._httpx.__name__}[socks]`"
        return (
            "write it like http://proxy.example:3128, with http, https, socks5 or socks5h, and '/' in a password as %2F"
        )

    def _client_options(self, settings: Settings, is_async: bool) -> dict[str, Any]:
        host = settings.host
        options: dict[str, Any] = {
            "timeout": self._timeout(settings.timeouts),
            # Streams hold their connections for minutes; a bound would make callers wait for one another. For each idle
            # one httpx looks at all others at every call; where there is TLS, a new one costs a handshake.
            "limits": self._httpx.Limits(
                max_connections=None, max_keepalive_connections=100 if host.scheme == "https" else 20
            ),
            "follow_redirects": True,
            **settings.httpx_options,
        }
        if host.is_loopback and "proxy" not in settings.httpx_options:  # the environment's proxy is not for it
            options["mounts"] = {f"all://{host.bracketed_name}": None, **(options.get("mounts") or {})}
        if host.credentials is not None:
            options.setdefault("auth", host.credentials)
        hooks: dict[str, Any] = {**(options.get("event_hooks") or {})}
        hide = _hide_location_async if is_async else _hide_location
        options["event_hooks"] = {**hooks, "response": [*hooks.get("response", []), hide]}
        options["headers"] = self._httpx.Headers(identity())
        options["headers"].update(settings.headers)
        options["base_url"] = host.url
        return options

    def _timeout(self, timeouts: Timeouts) -> httpx.Timeout:
        timeout: httpx.Timeout = self._httpx.Timeout(
            connect=timeouts.connect, read=timeouts.read, write=timeouts.write, pool=timeouts.pool
        )
        return timeout

    def base_url(self, client: httpx.Client | httpx.AsyncClient) -> httpx.URL:
        """Return the URL of a client, another object if code assigned another one."""
        return client.base_url

    def send(self, client: httpx.Client, step: Send, control: CallControl) -> httpx.Response:
        """Send the request of a step; return its response, its body unread.

        Raises:
            OllamaError: As `Library.send` raises it.
        """
        control.awaits_response = True
        control.interrupt_by(partial(pools.end_wait, client, control))
        control.check()
        token = network.current_call.set(control)
        try:
            with self.errors.sending(step.request):
                request = self._build_request(client, step, control)
                response = client.send(request, stream=True, auth=self._auth(step), follow_redirects=False)
        finally:
            network.current_call.reset(token)
        return _received(response, control)

    async def send_async(self, client: httpx.AsyncClient, step: Send, control: CallControl) -> httpx.Response:
        """Send the request of a step, as `send` does; the caller cancels it to end the wait."""
        control.awaits_response = True
        control.check()
        token = network.current_call.set(control)
        try:
            with self.errors.sending(step.request):
                request = self._build_request(client, step, control)
                url = request.url
                is_plain = url.scheme == "http"
                control.plain_server = (url.raw_host.decode("ascii"), url.port or 80) if is_plain else None
                async with contextlib.aclosing(cast("httpx.AsyncByteStream", request.stream)):
                    response = await client.send(request, stream=True, auth=self._auth(step), follow_redirects=False)
        finally:
            network.current_call.reset(token)
        return _received(response, control)

    def _build_request(
        self, client: httpx.Client | httpx.AsyncClient, step: Send, control: CallControl
    ) -> httpx.Request:
        """Return the httpx request of a step; in no phase it waits longer than the call may last.

        Raises:
            RequestError: JSON or HTTP cannot express it.
        """
        request = step.request
        is_default = isinstance(step.timeout, Default)
        timeout = self._httpx.USE_CLIENT_DEFAULT if is_default else self._timeout(cast("Timeouts", step.timeout))
        url, headers = self._parse_url(request.url), dict(request.headers)
        try:
            built = client.build_request(request.method, url, headers=headers, json=request.json, timeout=timeout)
        except Exception as error:  # of the JSON encoder, or of httpx for its own arguments, such as cookies
            raise RequestError(f"the request cannot be sent: {error}") from error
        if request.content is not None:
            body = self._body_class(request.content)
            built = self._httpx.Request(
                built.method, built.url, headers=built.headers, stream=body, extensions=built.extensions
            )
        timeouts = {phase: control.limit(seconds) for phase, seconds in built.extensions["timeout"].items()}
        built.extensions |= {pools.CALL: control, "timeout": timeouts}
        if not step.send_credentials:
            built.url = self._httpx.URL(request.url)  # without the client's `params`
            host = {"Host": built.url.netloc.decode("ascii")}
            built.headers = self._httpx.Headers({**host, **without_credentials(built.headers)})
            built.headers.update(request.headers)
        return built

    def _auth(self, step: Send) -> Any:
        """Return the `auth` argument of a step: the client's own authentication, or none."""
        return self._httpx.USE_CLIENT_DEFAULT if step.send_credentials else None

    def body(self, response: httpx.Response, control: CallControl) -> ResponseBody:
        """Return the unread body of a synchronous response."""
        return ResponseBody(self._httpx, self.errors, response, control, iter)

    def async_body(self, response: httpx.Response, control: CallControl) -> ResponseBody:
        """Return the unread body of an asynchronous response."""
        return ResponseBody(self._httpx, self.errors, response, control, aiter)

    def with_content(self, response: httpx.Response, content: bytes) -> httpx.Response:
        """Return a response with its body, which was read and decompressed from another."""
        copied: httpx.Response = self._httpx.Response(
            response.status_code,
            headers=[(name, value) for name, value in response.headers.multi_items() if name not in HEADERS_OF_CODING],
            content=content,
            request=response.request,
            extensions=response.extensions,
            history=response.history,
        )
        return copied

    def too_many_redirects(self, error: ResponseError, response: httpx.Response, followed: int) -> OllamaError:
        """Return the error for a redirect that is one too many, in place of the error of its response."""
        return self.errors.too_many_redirects(error, response, followed)

    def close(self, client: httpx.Client) -> None:
        """Close a synchronous client."""
        client.close()

    async def close_async(self, client: httpx.AsyncClient) -> None:
        """Close an asynchronous client, even if the caller is cancelled meanwhile."""
        await pools.close_async(client)


class _Content:
    """A request body that both kinds of client send, once it also has the base classes of a library."""

    def __init__(self, content: Any) -> None:
        self._content = content
        self._pieces: Any = None

    def __iter__(self) -> Iterator[bytes]:
        return iter(cast("Iterable[bytes]", self._content))

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._pieces = aiter(cast("AsyncIterable[bytes]", self._content))
        pieces: AsyncIterator[bytes] = self._pieces
        return pieces

    async def aclose(self) -> None:
        """End a generator that was left in the middle, so that its file is closed."""
        close = getattr(self._pieces, "aclose", None)
        if close is not None:
            await close()


def _hide_location(response: httpx.Response) -> None:
    # httpx reads it even where it follows no redirects, and raises if it is malformed.
    if "location" in response.headers:
        response.extensions["location"] = response.headers.pop("location")


async def _hide_location_async(response: httpx.Response) -> None:
    _hide_location(response)


def _received(response: httpx.Response, control: CallControl) -> httpx.Response:
    """Return a response whose headers have arrived; its body is under the control of its call, too."""
    control.awaits_response = False
    if "location" in response.extensions:
        response.headers["location"] = response.extensions.pop("location")
    connection = response.extensions.get("network_stream")
    if isinstance(connection, network.Controlled):
        connection.parser = pools.parser(response)
    control.interrupt_by(partial(_hang_up, response))
    return response


def _hang_up(response: httpx.Response) -> None:
    """Shut down the connection of a response, which another thread or task may be reading from."""
    connection = response.extensions.get("network_stream")
    if connection is not None and not response.is_closed:  # else the connection may carry another call by now
        network.shut_down(connection.get_extra_info("socket"))


def _is_readable_past_httpx(response: httpx.Response) -> bool:
    """Whether the body of a response is chunked, and still whole in its connection."""
    parser = pools.parser(response)
    return (
        parser is not None
        and not parser.trailing_data[0]
        and response.headers.get("transfer-encoding") == "chunked"
        and response.extensions.get("http_version") == b"HTTP/1.1"
        and response.status_code != 204
        and response.request.method != "HEAD"
    )


class ResponseBody(BaseBody):
    """The body of a response while it is read, as a `Body`."""

    raw: Any
    """The body's pieces as they arrive, an iterator or an asynchronous one."""
    pieces: Any
    """The same, decompressed. httpx itself decompresses a whole piece at once, to a thousand times its size."""

    def __init__(
        self,
        module: Any,
        conversion: HTTPXErrors,
        response: httpx.Response,
        control: CallControl,
        iterate: Callable[[Any], Any],
    ) -> None:
        super().__init__(control)
        self.response = response
        self.errors: tuple[type[Exception], ...] = conversion.raised
        self._conversion = conversion
        try:
            self.raw = self.pieces = iterate(module.ByteStream(response.content))  # a hook of the user has read it
        except module.ResponseNotRead:
            self.raw = self.pieces = iterate(response.stream)  # three generators less than `iter_bytes`
            decompressor = Decompressor(response.headers.get("content-encoding", ""))
            connection = response.extensions.get("network_stream")
            if decompressor or not isinstance(connection, network.Controlled):
                self.pieces = Pieces(self.raw, decompressor, control, module)
            elif _is_readable_past_httpx(response):
                self.pieces = ChunkedBody(connection, response.request.extensions["timeout"]["read"], self.raw)

    def _reading(self) -> contextlib.AbstractContextManager[None]:
        return self._conversion.reading(self.response)

    def error(self, error: Exception) -> OllamaError:
        """Return the error of the client's tree for one of `errors`."""
        return self._conversion.read_error(error, self.response, self._control)

    def hang_up(self) -> None:
        """Shut down the connection, which another thread or task may be reading from."""
        if not self.is_inherited:
            _hang_up(self.response)

    def close(self) -> None:
        """Close the response of a synchronous client."""
        self._control.end()
        if not self.is_inherited:
            self.response.close()

    async def aclose(self) -> None:
        """Close the response of an asynchronous client."""
        self._control.end()
        if self.is_inherited:
            return
        await self.response.aclose()
        # httpx reads through nested generators. Once the connection is closed they end by themselves, the innermost
        # first; left suspended, each would be finalized later, and trio warns of that.
        with contextlib.suppress(Exception):
            if "network_stream" in self.response.extensions:
                await self._drain()
            else:  # closing the response of a user's transport may not end its body
                await event_loop.run_for(_DRAIN_TIMEOUT, self._drain)

    async def _drain(self) -> None:
        async for _ in self.raw:  # what was received already comes first
            pass
