"""A pytest plugin that runs tests on httpx2: `import httpx` is httpx2 in the tests, and so is the default transport.

usage: pytest -p tests.on_httpx2
"""

from __future__ import annotations

import httpx2

from wrapper.transport import libraries

httpx2.alias_httpx()  # fails if httpx was imported before
libraries.DEFAULT = "httpx2"
