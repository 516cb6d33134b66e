"""The server needs only the standard library and h11, and the client never loads it."""

import subprocess
import sys

import pytest


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running the code."""
    listing = "import sys; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{listing}"], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


STARTED = "from wrapper.testing import FakeOllama\nwith FakeOllama() as fake: fake.url"
REQUESTED = """
import sys, urllib.request
sys.modules["jsonschema"] = None  # as if the extra were not installed
from wrapper.testing import FakeOllama
with FakeOllama() as fake, urllib.request.urlopen(fake.url + "/api/show", b'{"model": "sky", "odd": 1}') as answer:
    assert answer.status == 200
del sys.modules["jsonschema"]
"""


@pytest.mark.parametrize("code", [STARTED, REQUESTED])
def test_server_needs_only_the_standard_library_and_h11(code: str) -> None:
    modules = loaded(code)
    ours = {"wrapper", "__main__", "__mp_main__"}
    before = {name.partition(".")[0] for name in loaded("pass")}  # what the environment loads by itself
    foreign = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - ours - before
    assert foreign <= {"h11"}  # which httpx brings


@pytest.mark.parametrize("code", ["import wrapper", "from wrapper import Client; Client().close()"])
def test_client_does_not_load_the_server(code: str) -> None:
    assert not {name for name in loaded(code) if name.startswith("wrapper.testing")}
