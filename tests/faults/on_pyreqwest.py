"""Where transport="pyreqwest" differs: the tests that do not apply, each with its reason, and other outcomes."""

from __future__ import annotations

from typing import TypeVar

from tests.backends import PYREQWEST_BACKENDS
from tests.faults.expected import Expected, Raises, Returns
from tests.faults.table.fault import NO_RESPONSE
from wrapper import ResponseError, ServerConnectionError

T = TypeVar("T")

_EARLY = "pyreqwest reports the failed write, not the response that a server sent before the end of the request"
SKIPPED = {
    "test_body_that_a_hook_has_read": "event_hooks are refused at construction",
    "test_call_without_a_free_connection_is_ended": "limits are refused at construction",
    "test_connecting_call_is_ended": "it waits for a log line of httpcore; test_pyreqwest tests the same",
    "test_error_response_during_request_body": _EARLY,
    "test_interim_response_does_not_end_an_upload": "pyreqwest may lose a connection with interim responses",
    "test_private_names_of_httpx_are_where_pools_looks": "it has no httpx",
    "test_response_before_the_end_of_an_upload": _EARLY,
    "test_server_that_has_the_blob_meanwhile": _EARLY,
    "test_total_timeout_covers_the_whole_call[pool": "limits are refused at construction",
}
"""The start of each test's name, and the reason."""

_EXPECTED: dict[str, Expected] = {
    "HTTP/3.7": NO_RESPONSE,
    "an oversized header": Returns(),  # it reads up to 400 kB
    "1,000 headers": NO_RESPONSE,  # more than 100
    "an unknown transfer coding": Returns(),  # the end of the connection is the end of the body
    "307 to non-ASCII bytes": NO_RESPONSE,
    # It drops the reason phrase.
    "504 of a proxy": Raises(ResponseError, "504", 504),
    "799": Raises(ResponseError, "799", 799),
    "a response before the request": Raises(ServerConnectionError),  # it depends on which is faster
    "an endless greeting": Raises(ServerConnectionError),  # the first line is enough
    # It drops the status of the proxy's response.
    "requires authentication for a tunnel": Raises(ServerConnectionError),
    "refuses a tunnel": Raises(ServerConnectionError),
}


def expected_on(backend: str, name: str, expected: T) -> T | Expected:
    """Return the outcome of a fault on a backend, where pyreqwest may differ from httpx."""
    return _EXPECTED.get(name, expected) if backend in PYREQWEST_BACKENDS else expected


def is_on_pyreqwest(name: str) -> bool:
    """Whether a test, by its name with parameters, is one with this transport."""
    return any(f"{backend}]" in name or f"{backend}-" in name for backend in PYREQWEST_BACKENDS)


def reason_to_skip(name: str) -> str | None:
    """Return why a test with this transport does not apply, by its name with parameters, or None."""
    return next((reason for start, reason in SKIPPED.items() if name.startswith((f"{start}[", f"{start}-"))), None)
