"""Models keep all data of a newer or a faulty server."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ollama_rest.models
from ollama_rest.types import ApiModel

MODELS = [getattr(ollama_rest.models, name) for name in ollama_rest.models.__all__]
NAMES = sorted({name for model in MODELS for name in model.__attributes__})

# Without null, which means "unset" in a declared field.
values: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=4),
    max_leaves=8,
)
unknown = st.dictionaries(st.text().map(lambda text: f"unknown {text}"), st.none() | values, max_size=2)


@given(st.sampled_from(MODELS), st.data())
def test_model_returns_its_source(model: type[ApiModel], data: st.DataObject) -> None:
    declared = st.dictionaries(st.sampled_from(sorted(model.__attributes__)), values)
    source = {**data.draw(declared), **data.draw(unknown)}
    made = model.from_dict(source)
    assert made.to_dict() == source
    assert set(made) == source.keys()
    assert model.from_dict(made.to_dict()) == made
    # Some of these fields are required in bodies, and others have defaults.
    arguments: dict[str, Any] = dict.fromkeys(model.__attributes__.values())
    assert model(**arguments | {"additional_properties": source}) == made


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_accepts_null_for_every_field(model: type[ApiModel]) -> None:
    assert model.from_dict(dict.fromkeys(model.__attributes__)).to_dict() == {}
