"""Models in pydantic: subclasses with fields of pydantic's kind, validation, serialization and JSON Schema."""

import datetime
import sys
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Union

import pydantic
import pytest

from ollama_rest.errors import InvalidDataError
from ollama_rest.models import Message, Tool, ToolCall

# Each test defines its own classes: what a class definition does is a part of what it tests.


def scored() -> Any:
    class Scored(Message):
        kind: ClassVar[str] = "k"
        text_kind: "ClassVar[str]" = "t"
        _private: int = 3
        score: float = pydantic.Field(default=1.0, ge=0, le=5, alias="Score", description="how good")
        parts: list[Message] = pydantic.Field(default_factory=list)
        by_name: dict[str, Tool] | None = None

        @pydantic.field_validator("score")
        @classmethod
        def _round(cls, value: float) -> float:
            return round(value)

        @property
        def loud(self) -> str:
            return (self.role or "").upper()

    return Scored


def test_fields_of_a_subclass_are_converted_and_validated() -> None:
    model = scored()
    one = model.from_dict(
        {"role": "u", "Score": 2.4, "parts": [{"role": "x"}], "by_name": {"t": {"function": {"name": "f"}}}}
    )
    assert (one.score, one.loud, model.kind, model.text_kind, one._private) == (2, "U", "k", "t", 3)
    assert [type(part) for part in one.parts] == [Message]
    assert type(one.by_name["t"]) is Tool
    assert one.to_dict()["Score"] == 2
    assert "score" not in one.to_dict()
    for invalid in (9, -1, "x"):
        with pytest.raises(ValueError, match="score"):
            model.from_dict({"role": "u", "Score": invalid})


def test_default_of_a_subclass_is_not_validated_or_shared() -> None:
    model = scored()
    first, second = model(role="u"), model(role="u")
    assert (first.score, first.parts, first.by_name) == (1, [], None)
    first.parts.append(1)
    assert second.parts == []

    class Listing(Message):
        tags: list[str] = ["a"]  # noqa: RUF012 - it is copied

    one: Any = Listing(role="u")
    one.tags.append("b")
    assert Listing(role="u").tags == ["a"]
    Listing.model_fields["tags"].get_default().append("b")
    assert Listing.model_fields["tags"].get_default() == ["a"]


def test_attribute_or_alias_names_the_field_of_a_subclass() -> None:
    model = scored()
    assert model(role="u", score=3).score == model(role="u", Score=3).score == 3
    assert model(role="u", score=3).additional_properties == {}


def test_fields_of_a_subclass_are_described() -> None:
    model = scored()
    field = model.model_fields["score"]
    assert (field.annotation, field.default, field.alias, field.description) == (float, 1.0, "Score", "how good")
    assert not field.is_required()
    assert {"kind", "text_kind", "_private", "loud"}.isdisjoint(model.model_fields)
    schema = model.model_json_schema()
    assert schema["properties"]["Score"] == {
        "type": "number",
        "title": "Score",
        "description": "how good",
        "default": 1.0,
    }
    assert "default" not in schema["properties"]["parts"]
    assert schema["properties"]["by_name"]["anyOf"][0] == {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Tool"},
    }
    assert schema["required"] == ["role"]


def test_required_field_of_a_subclass() -> None:
    class Counted(Message):
        n: int
        m: int = pydantic.Field()

    assert Counted.model_fields["n"].is_required()
    assert Counted.model_fields["m"].is_required()
    assert Counted.model_fields["m"].default is None
    assert Counted.model_json_schema()["required"] == ["role", "n", "m"]
    with pytest.raises(InvalidDataError, match="Counted requires the field 'n'"):
        Counted(role="u")
    with pytest.raises(InvalidDataError, match="Counted requires the field 'm'"):
        Counted.from_dict({"role": "u", "n": 1})
    assert Counted.from_dict({"role": "u", "n": 1, "m": 2}).to_dict() == {"role": "u", "n": 1, "m": 2}


def test_hook_after_validation_runs() -> None:
    class Counted(Message):
        n: int

        def model_post_init(self, context: Any) -> None:
            self.content = f"n={self.n}"

    class Hooked(Message):
        def model_post_init(self, context: Any) -> None:
            self.content = "hooked"

    counted: Any = Counted
    assert counted(role="u", n=2).content == "n=2"
    assert Hooked(role="u").content == "hooked"


def test_validator_alone_is_enough() -> None:
    class Loud(Message):
        @pydantic.field_validator("role")
        @classmethod
        def _upper(cls, value: str) -> str:
            return value.upper()

    assert Loud(role="u").role == "U"


def test_subclass_inherits_the_fields_of_a_subclass() -> None:
    class Child(scored()):  # type: ignore[misc]  # a class of another function
        extra: int = 7

    child: Any = Child.from_dict({"role": "u", "Score": 4.6, "extra": 1})
    assert (child.score, child.extra, Child.model_fields["score"].default) == (5, 1, 1.0)
    assert Child(role="u").to_dict() == {"role": "u", "Score": 1.0, "parts": [], "extra": 7}
    with pytest.raises(ValueError, match="score"):
        Child.from_dict({"role": "u", "Score": 9})


def test_keywords_of_a_class_reach_its_base() -> None:
    class Base(Message):
        flag: ClassVar[int] = 0

        def __init_subclass__(cls, flag: int = 0) -> None:
            cls.flag = flag

    class Plain(Base, flag=1):
        pass

    class WithField(Base, flag=2):
        n: int = 0

    assert (Base.flag, Plain.flag, WithField.flag) == (0, 1, 2)


def test_subclass_may_have_a_constructor_of_its_own() -> None:
    class Said(Message):
        def __init__(self, content: str) -> None:
            super().__init__(role="user", content=content)

    assert Said("x").to_dict() == {"role": "user", "content": "x"}
    assert Said.model_fields["role"].is_required()
    assert Said.from_dict({"role": "a"}).role == "a"


@pytest.mark.parametrize("has_pydantic", [True, False])
def test_values_of_each_container_are_converted(monkeypatch: pytest.MonkeyPatch, has_pydantic: bool) -> None:
    if not has_pydantic:
        monkeypatch.setitem(sys.modules, "pydantic", None)

    class Holder(Message):
        one: Message | None = None
        either: Union[int, Message, None] = None  # noqa: UP007 - the other kind of union
        many: Sequence[Message] | None = None
        named: Mapping[str, Message] | None = None
        several: Message | Tool | None = None

    part = {"role": "x"}
    holder: Any = Holder.from_dict({"role": "u", "one": part, "either": part, "named": {"a": part}, "several": part})
    assert (type(holder.one), type(holder.either), type(holder.named["a"])) == (Message, Message, Message)
    assert type(Holder.from_dict({"role": "u", "either": 5}).either) is int
    assert [type(each) for each in Holder.from_dict({"role": "u", "many": [part]}).many or ()] == [Message]
    assert isinstance(holder.several, (dict, Message))  # either model may be meant


ADAPTER = pydantic.TypeAdapter(Message)


def test_schema_is_built_as_often_as_it_is_needed() -> None:
    for _ in range(2):
        for model in (Message, Tool, ToolCall):
            assert pydantic.TypeAdapter(model).validate_python(model()) == model()
            assert pydantic.TypeAdapter(list[model]).json_schema()["items"]  # type: ignore[valid-type]  # a class of the loop


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"role": "u", "content": "x"}, {"role": "u", "content": "x"}),
        ({"role": "u", "new": 1}, {"role": "u", "new": 1}),
        ({"role": "u", "content": None}, {"role": "u"}),
        (Message(role="u"), {"role": "u"}),
        ({"role": "u", "images": [5, None]}, {"role": "u", "images": [5, None]}),
    ],
)
def test_pydantic_accepts_data_of_a_model(value: Any, kept: dict[str, Any]) -> None:
    message = ADAPTER.validate_python(value)
    assert type(message) is Message
    assert message.to_dict() == kept
    assert (message is value) is isinstance(value, Message)


@pytest.mark.parametrize(
    ("value", "kind", "place"),
    [
        ({"content": "x"}, "missing", ("role",)),
        ({}, "missing", ("role",)),
        ({"content": "x", "new": 1}, "missing", ("role",)),
        ({"role": 5}, "string_type", ("role",)),
        (5, "model_type", ()),
        (None, "model_type", ()),
        ([("role", "u")], "model_type", ()),
        (ToolCall(), "model_type", ()),
    ],
)
def test_pydantic_rejects_data_of_another_model(value: Any, kind: str, place: tuple[str, ...]) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        ADAPTER.validate_python(value)
    [error] = caught.value.errors()
    assert (error["type"], error["loc"]) == (kind, place)
    assert "Message" in str(caught.value)


def test_pydantic_accepts_objects_of_subclasses_as_they_are() -> None:
    one = scored()(role="u")
    assert ADAPTER.validate_python(one) is one
    converted: Any = pydantic.TypeAdapter(type(one)).validate_python(Message(role="v"))
    assert (type(converted), converted.role, converted.score) == (type(one), "v", 1)


class Envelope(pydantic.BaseModel):
    """A model of the caller, with a message in a field of its type, and in one of any type."""

    message: Message
    anything: Any = None


def test_pydantic_dumps_a_model_in_a_field() -> None:
    when = datetime.date(2026, 1, 2)
    envelope = Envelope.model_validate(
        {"message": {"role": "u", "when": when}, "anything": Message(role="v", images=[b"GIF89a"])}
    )
    python = {"message": {"role": "u", "when": when}, "anything": {"role": "v", "images": ["R0lGODlh"]}}
    assert envelope.model_dump(exclude_none=True) == python
    assert envelope.model_dump(exclude_unset=True) == python
    assert envelope.model_dump(exclude_defaults=True) == python
    assert envelope.model_dump()["message"]["content"] is None
    assert envelope.model_dump(include={"message": {"role"}}) == {"message": {"role": "u"}}
    selection: Any = {"message": {"when"}, "anything": ...}
    assert envelope.model_dump(exclude=selection, exclude_none=True) == {"message": {"role": "u"}}
    assert envelope.model_dump(mode="json", exclude_none=True)["message"]["when"] == "2026-01-02"
    assert envelope.model_dump_json(exclude_none=True) == (
        '{"message":{"role":"u","when":"2026-01-02"},"anything":{"role":"v","images":["R0lGODlh"]}}'
    )


def test_default_of_a_subclass_is_excluded_in_a_field() -> None:
    envelope = Envelope(message=scored()(role="u"))
    assert envelope.model_dump(exclude_defaults=True) == {"message": {"role": "u"}}
    assert envelope.model_dump(exclude_none=True) == {"message": {"role": "u", "Score": 1, "parts": []}}


def test_pydantic_describes_a_model() -> None:
    schema = ADAPTER.json_schema()
    described = schema["$defs"]["Message"] if "$ref" in schema else schema
    assert (described["title"], described["required"]) == ("Message", ["role"])
    assert described["description"].startswith("One message")
    assert described["properties"]["role"]["description"].startswith("Author of the message")
    assert Envelope.model_json_schema()["required"] == ["message"]
