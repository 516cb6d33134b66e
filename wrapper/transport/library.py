"""The interface of an HTTP library, as the transports use it: connect, send a request, read a response, hang up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ..clients.settings import Settings
    from ..errors import OllamaError, ResponseError
    from ..exchange.steps import Response, Send
    from .control import CallControl


class Body(Protocol):
    """The body of a response while it is read; the response belongs to one call, whose control ends the reading."""

    @property
    def response(self) -> Any:
        """The response of the library, which is that of a stream."""
        ...

    @property
    def pieces(self) -> Any:
        """The decompressed body in pieces of a bounded size, as they arrive: an iterator or an asynchronous one."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """The exceptions that `pieces` may raise; `error` converts them."""
        ...

    @property
    def is_inherited(self) -> bool:
        """Whether the connection belongs to the parent of this process, which forked."""
        ...

    def error(self, error: Exception) -> OllamaError:
        """Return the error of the client's tree for one of `errors`; that of the call if its end was the cause."""
        ...

    def read(self, limit: int) -> bytes:
        """Return the first bytes of the body of a synchronous client, and close the response.

        Raises:
            OllamaError: Reading failed, or the call was ended.
        """
        ...

    async def read_async(self, limit: int) -> bytes:
        """Return the first bytes of the body of an asynchronous client, and close the response.

        Raises:
            OllamaError: Reading failed, or the call was ended.
        """
        ...

    def hang_up(self) -> None:
        """Shut down the connection, from any thread or task: a reader that waits for it ends at once."""
        ...

    def close(self) -> None:
        """Close the response of a synchronous client, and its connection unless the body was read to its end."""
        ...

    async def aclose(self) -> None:
        """Close the response of an asynchronous client, as `close` does."""
        ...


class Library(Protocol):
    """An HTTP library, which makes clients and sends with them.

    A client is one of the library's own, with its pool of connections. `Client._client` returns it, and code for the
    official package may assign another one, so that every method receives it.
    """

    def check_settings(self, settings: Settings) -> str:
        """Check the settings that only the library can judge; return the server's address as the library writes it.

        Raises:
            TypeError: There is an unknown keyword argument.
            RequestError: The server's address, or an option, is invalid.
        """
        ...

    def connect(self, settings: Settings) -> Any:
        """Return a synchronous client with these settings; nothing is sent yet.

        Raises:
            RequestError: The options, or the proxies that the environment names, are invalid.
        """
        ...

    def connect_async(self, settings: Settings) -> Any:
        """Return an asynchronous client with these settings; nothing is sent yet.

        Raises:
            RequestError: The options, or the proxies that the environment names, are invalid.
        """
        ...

    def base_url(self, client: Any) -> object:
        """Return the address of a client's server, another object if code assigned another address."""
        ...

    def send(self, client: Any, step: Send, control: CallControl) -> Response:
        """Send the request of a step; return its response once the headers have arrived, whatever its status.

        It follows no redirect. Until it returns, the control ends the wait; afterwards it hangs up.

        Raises:
            RequestError: The request cannot be sent as it is.
            ServerConnectionError: The server cannot be reached, it hung up, or the call was aborted.
            ServerTimeoutError: A phase took longer than its timeout, or the call longer than it may.
        """
        ...

    async def send_async(self, client: Any, step: Send, control: CallControl) -> Response:
        """Send the request of a step, as `send` does; the caller cancels it to end the wait.

        Raises:
            RequestError: The request cannot be sent as it is.
            ServerConnectionError: The server cannot be reached, or it hung up.
            ServerTimeoutError: A phase took longer than its timeout.
        """
        ...

    def body(self, response: Any, control: CallControl) -> Body:
        """Return the unread body of a response that `send` returned."""
        ...

    def async_body(self, response: Any, control: CallControl) -> Body:
        """Return the unread body of a response that `send_async` returned."""
        ...

    def with_content(self, response: Any, content: bytes) -> Any:
        """Return a response like another one, with its body, which was read and decompressed."""
        ...

    def too_many_redirects(self, error: ResponseError, response: Any, followed: int) -> OllamaError:
        """Return the error for a redirect that is one too many, in place of the error of its response."""
        ...

    def close(self, client: Any) -> None:
        """Close the connections of a synchronous client; the calls under way were ended before."""
        ...

    async def close_async(self, client: Any) -> None:
        """Close the connections of an asynchronous client, even if the caller is cancelled meanwhile."""
        ...
