"""The hot paths take no more instructions than recorded."""

from __future__ import annotations

import json
import sys

import pytest

from tests.load.instructions import FILE, HIGHEST, PATHS, VERSION, is_allowed
from wrapper.replies.ndjson import LineDecoder

RECORDED: dict[str, int] = json.loads(FILE.read_text())
COPY = 3
"""The instructions that `bytes(line)` takes in place of `line`."""

pytestmark = pytest.mark.skipif(sys.version_info[:2] != VERSION, reason="the counts belong to another Python")


@pytest.mark.parametrize("name", PATHS)
def test_instructions_stay_as_recorded(name: str) -> None:
    counted = PATHS[name]()
    assert is_allowed(counted, RECORDED[name]), (
        f"{name}: {counted} instead of {RECORDED[name]}. If that is intended, record it: "
        "`.venv/bin/python -m tests.load.instructions`"
    )


def test_each_path_is_recorded() -> None:
    assert RECORDED.keys() == PATHS.keys()


@pytest.mark.parametrize("name", [name for name in PATHS if name.startswith("chunk")])
def test_copy_of_each_line_exceeds_bound(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = LineDecoder.feed

    def copy_lines(lines: LineDecoder, data: bytes) -> list[bytes]:
        return [line[:] for line in feed(lines, data)]

    counted = PATHS[name]()
    assert counted + COPY > HIGHEST * counted
    monkeypatch.setattr(LineDecoder, "feed", copy_lines)
    assert PATHS[name]() >= counted + COPY


def test_large_gain_must_be_recorded() -> None:
    assert is_allowed(95, 100)
    assert not is_allowed(89, 100)
