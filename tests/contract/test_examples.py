"""Each example in openapi.yaml is valid for its schema, so that users can copy it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.conformance import Spec
from tests.contract.replay import SPEC

DESCRIPTION = Spec.load(SPEC)


def examples(value: Any, pointer: str = "") -> Iterator[tuple[str, Any, str]]:
    """Yield the pointer, the value and the schema's pointer for each example of a media type or parameter."""
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
    ("example", "schema"), [pytest.param(value, at, id=where) for where, value, at in examples(DESCRIPTION.document)]
)
def test_example_is_valid_and_declared(example: Any, schema: str) -> None:
    assert list(DESCRIPTION.mismatches(example, schema)) == []


def test_every_json_body_has_an_example() -> None:
    contents = {item.id: item.definition.get("requestBody", {}).get("content", {}) for item in DESCRIPTION.operations}
    media = {id: content["application/json"] for id, content in contents.items() if "application/json" in content}
    assert [id for id, described in media.items() if not described.keys() & {"example", "examples"}] == []
