"""A server in front of another one that hands everything on and remembers what was asked."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

HOP = {"connection", "transfer-encoding", "content-length"}
TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Asked:
    """A request that went through."""

    method: str
    path: str
    body: bytes


@contextmanager
def relay(url: str) -> Iterator[tuple[str, list[Asked]]]:
    """The address of a relay to the server at `url`, and the growing list of what was asked there."""
    asked: list[Asked] = []
    address = urlsplit(url)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one write an answer: two would wait for each other on a connection that is kept
        disable_nagle_algorithm = True

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):  # every method, those too that HTTP does not know
                return self._hand_on
            raise AttributeError(name)

        def _hand_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(Asked(self.command, self.path, body))
            with closing(HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT)) as connection:
                connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():
                    if name.lower() not in HOP:
                        connection.putheader(name, value)
                connection.putheader("Content-Length", str(len(body)))
                connection.endheaders(body)
                self._hand_back(connection.getresponse())

        def handle(self) -> None:
            with suppress(ConnectionError):  # the client hung up; the other connection was closed, so the server knows
                super().handle()

        def finish(self) -> None:
            with suppress(ConnectionError):  # what was still to be written
                super().finish()

        def _hand_back(self, answer: HTTPResponse) -> None:
            self.send_response_only(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            if not answer.chunked:
                content = answer.read()
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                return
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            while piece := answer.read1():  # as it comes: a stream may have no end
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")

        def log_message(self, format: str, *_: object) -> None:
            del format

    class Server(ThreadingHTTPServer):
        daemon_threads = True  # a client may keep its connection open

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
