"""Each example in openapi.yaml is what the schema beside it says, so that it can be copied as it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.conformance import Spec
from tests.contract.replay import SPEC

DESCRIBED = Spec.load(SPEC)


def examples(value: Any, pointer: str = "") -> Iterator[tuple[str, Any, str]]:
    """Where an example stands, the example, and where its schema is, for all media types and parameters."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from examples(item, f"{pointer}/{index}")
    elif isinstance(value, dict):
        if "schema" in value:
            if "example" in value:
                yield f"{pointer}/example", value["example"], f"{pointer}/schema"
            for name, example in value.get("examples", {}).items():
                yield f"{pointer}/examples/{name}", example["value"], f"{pointer}/schema"
        for key, member in value.items():
            if key not in ("example", "examples", "schema"):
                yield from examples(member, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")


@pytest.mark.parametrize(
    ("example", "schema"), [pytest.param(value, at, id=where) for where, value, at in examples(DESCRIBED.document)]
)
def test_example_is_valid_and_declared(example: Any, schema: str) -> None:
    assert list(DESCRIBED.mismatches(example, schema)) == []


def test_every_json_body_has_an_example() -> None:
    contents = {item.id: item.definition.get("requestBody", {}).get("content", {}) for item in DESCRIBED.operations}
    media = {id: content["application/json"] for id, content in contents.items() if "application/json" in content}
    assert [id for id, described in media.items() if not described.keys() & {"example", "examples"}] == []
