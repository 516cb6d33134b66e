"""One HTTP request to a server on this machine, without the environment's proxies."""

import http.client
import json
import urllib.error
import urllib.request
from typing import Any

from live.errors import LiveServerError

_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def request(
    url: str, body: bytes | dict[str, Any] | None = None, *, method: str | None = None, timeout: float = 120.0
) -> bytes:
    """Return the response's body. The default method is POST with a body (a dict as JSON), else GET; timeout in s.

    Raise LiveServerError for an error status, and for a missing or invalid response.
    """
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    try:
        with _opener.open(urllib.request.Request(url, data, method=method), timeout=timeout) as response:
            content: bytes = response.read()
            return content
    except urllib.error.HTTPError as error:
        with error:
            raise LiveServerError(f"{url}: {error.code} {error.read().decode(errors='replace')}") from error
    except (OSError, http.client.HTTPException) as error:
        raise LiveServerError(f"{url}: {error}") from error
