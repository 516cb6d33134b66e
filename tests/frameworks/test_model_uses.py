"""Each use that public code makes of the official package's objects works the same on the wrapper's."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Annotated, Any, Literal, Self, cast, get_type_hints

import pytest
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    create_model,
    field_validator,
    model_validator,
)

import wrapper
from tests.frameworks.official import official

CALL = {"function": {"name": "f", "arguments": {"x": None, "y": 1}}}
MESSAGE: dict[str, Any] = {"role": "assistant", "content": "hi", "tool_calls": [CALL]}
CHAT: dict[str, Any] = {"model": "m", "created_at": "t", "message": MESSAGE, "done": True, "eval_count": 3}
GENERATED: dict[str, Any] = {"model": "m", "created_at": "t", "response": "hi", "done": True}
LISTED = {"models": [{"model": "m", "modified_at": "2026-01-02T03:04:05+00:00", "size": 5, "digest": "d"}]}

Use = Callable[[Any], Any]


def message(ollama: Any) -> Any:
    return ollama.Message(**MESSAGE)


def reply(ollama: Any) -> Any:
    return ollama.ChatResponse(**CHAT)


def holder(ollama: Any) -> Any:
    return create_model("Holder", held=(ollama.Message, ...), any=(Any, None))


def held(ollama: Any) -> Any:
    return holder(ollama)(held=message(ollama), any=message(ollama))


def union(*names: str, mode: str = "smart") -> Callable[[Any], TypeAdapter[Any]]:
    def adapter(ollama: Any) -> TypeAdapter[Any]:
        first, second = (getattr(ollama, name) for name in names)
        return TypeAdapter(cast("Any", Annotated)[first | second, Field(union_mode=cast("Any", mode))])

    return adapter


CHAT_OR_GENERATE = union("ChatResponse", "GenerateResponse")
GENERATE_OR_CHAT = union("GenerateResponse", "ChatResponse")
LEFT_TO_RIGHT = union("ChatResponse", "GenerateResponse", mode="left_to_right")
MESSAGE_OR_TOOL = union("Message", "Tool")


def kind(value: Any) -> str:
    return type(value).__name__


def raised(call: Callable[[], Any]) -> str:
    """Return the kind of the error that a call raises."""
    with pytest.raises(ValueError) as error:
        call()
    return "ValidationError" if isinstance(error.value, ValidationError) else "ValueError"


def rejected(kind: Any, value: object) -> str:
    return raised(lambda: TypeAdapter(kind).validate_python(value))


def mine(ollama: Any) -> Any:
    class Mine(ollama.Message):  # type: ignore[misc]  # the module is chosen at run time
        rating: int = 0
        tags: list[str] = Field(default_factory=list)

    return Mine


def plain(ollama: Any) -> Any:
    # Its annotations are strings, as every module with the __future__ import has them.
    class Plain(type_of_base(ollama)):  # type: ignore[misc]  # the module is chosen at run time
        name: str
        n: int = 3

    return Plain


def validated(ollama: Any) -> Any:
    class Validated(ollama.Message):  # type: ignore[misc]  # the module is chosen at run time
        model_config = ConfigDict(arbitrary_types_allowed=True)
        score: float = Field(default=0.5, ge=0, le=1)
        mood: Literal["good", "bad"] = "good"
        at: datetime | None = None
        call: CallArguments | None = None

        @field_validator("content")
        @classmethod
        def strip(cls, value: str | None) -> str | None:
            return value.strip() if value else value

        @field_validator("score")
        @classmethod
        def halve(cls, value: float) -> float:
            return value / 2

        @model_validator(mode="after")
        def check(self) -> Self:
            if self.role == "bad":
                raise ValueError("bad role")
            return self

        def model_post_init(self, context: Any) -> None:
            self.thinking = "set"

    return Validated


class CallArguments(BaseModel):
    """A pydantic model in a field of a subclass."""

    x: int


def exchanged(data: object, kind: Callable[[Any], Any]) -> Use:
    """Parse data as the body of a request and serialise it as the body of a response, as FastAPI does."""

    def use(ollama: Any) -> Any:
        adapter = TypeAdapter(kind(ollama))
        try:
            return json.loads(adapter.dump_json(adapter.validate_python(data), exclude_none=True))
        except ValidationError as error:
            return [(detail["loc"], detail["type"]) for detail in error.errors()]

    return use


def discriminated(ollama: Any) -> Any:
    class User(ollama.Message):  # type: ignore[misc]  # the module is chosen at run time
        role: Literal["user"] = "user"

    class Result(ollama.Message):  # type: ignore[misc]  # the module is chosen at run time
        role: Literal["tool"] = "tool"

    return TypeAdapter(cast("Any", Annotated)[User | Result, Field(discriminator="role")])


def type_of_base(ollama: ModuleType) -> Any:
    return cast("Any", ollama).Message.__mro__[1]


def names(schema: dict[str, Any]) -> set[str]:
    return {*schema["properties"]}


# The official package has fewer fields, so uses omit unset fields or name the ones they compare.
USES: dict[str, Use] = {
    "dict": lambda o: message(o).dict(exclude_none=True),
    "json": lambda o: json.loads(message(o).json(exclude_none=True)),
    "copy": lambda o: message(o).copy(update={"content": "new"}).content,
    "parse_obj": lambda o: o.Message.parse_obj(MESSAGE).content,
    "parse_raw": lambda o: o.Message.parse_raw(json.dumps(MESSAGE)).content,
    "model_copy": lambda o: message(o).model_copy(update={"content": "new"}, deep=True).content,
    "model_dump": lambda o: reply(o).model_dump(exclude_none=True),
    "model_dump unset": lambda o: reply(o).model_dump(exclude_unset=True),
    "model_dump defaults": lambda o: reply(o).model_dump(exclude_defaults=True),
    "model_dump json": lambda o: o.ListResponse(**LISTED).model_dump(mode="json", exclude_none=True)["models"][0][
        "size"
    ],
    "model_dump alias": lambda o: message(o).model_dump(by_alias=True, exclude_none=True),
    "include set": lambda o: reply(o).model_dump(include={"message", "done"}, exclude_none=True),
    "include nested": lambda o: reply(o).model_dump(include={"message": {"content"}}),
    "include items": lambda o: reply(o).model_dump(
        include={"message": {"tool_calls": {"__all__": {"function": {"name"}}}}}
    ),
    "include item": lambda o: reply(o).model_dump(include={"message": {"tool_calls": {0: {"function": {"name"}}}}}),
    "include true": lambda o: reply(o).model_dump(include={"message": {"content": True}, "done": True}),
    "exclude nested": lambda o: reply(o).model_dump(exclude={"message": {"tool_calls"}}, exclude_none=True),
    "exclude items": lambda o: reply(o).model_dump(
        exclude={"message": {"tool_calls": {"__all__": {"function": {"arguments"}}}}}, exclude_none=True
    ),
    "exclude ellipsis": lambda o: reply(o).model_dump(exclude={"message": ..., "done": ...}, exclude_none=True),
    "model_dump_json": lambda o: json.loads(reply(o).model_dump_json(exclude_none=True, include={"message": {"role"}})),
    "images": lambda o: json.loads(o.Message(role="user", images=[o.Image(value=b"GIF89a")]).model_dump_json())[
        "images"
    ],
    "images dump": lambda o: o.Message(role="user", images=[o.Image(value=b"GIF89a")]).model_dump()["images"],
    "model_fields": lambda o: {"temperature", "num_ctx", "numa", "stop"} <= set(o.Options.model_fields),
    "model_fields object": lambda o: {"role", "content"} <= set(type(message(o)).model_fields),
    "field": lambda o: (o.Message.model_fields["role"].is_required(), o.Message.model_fields["content"].default),
    "model_fields_set": lambda o: message(o).model_fields_set,
    "model_config": lambda o: isinstance(o.Message.model_config, dict),
    "model_json_schema": lambda o: o.Message.model_json_schema()["required"],
    "model_json_schema type": lambda o: o.Options.model_json_schema()["properties"]["temperature"]["anyOf"],
    "model_json_schema refs": lambda o: {*o.Message.model_json_schema()["properties"]} >= {"role", "tool_calls"},
    "adapter schema": lambda o: TypeAdapter(o.Message).json_schema()["required"],
    "outer schema": lambda o: {"role", "content"} <= names(holder(o).model_json_schema()["$defs"]["Message"]),
    "serialization schema": lambda o: "message" in names(TypeAdapter(o.ChatResponse).json_schema(mode="serialization")),
    "model_construct": lambda o: o.Message.model_construct(role="user").role,
    "model_construct default": lambda o: o.Tool.model_construct().type,
    "model_rebuild": lambda o: o.Message.model_rebuild(),
    "vars": lambda o: {name: vars(message(o))[name] for name in ("role", "content", "thinking")},
    "__dict__": lambda o: message(o).__dict__["content"],
    "pairs": lambda o: {name: value for name, value in o.Message(role="user", content="hi") if value},
    "pairs of list": lambda o: [model.model for _, models in o.ListResponse(**LISTED) for model in models],
    "dict of reply": lambda o: dict(o.Message(role="user", content="hi"))["content"],
    "in outer": lambda o: held(o).model_dump(exclude_none=True),
    "in outer json": lambda o: json.loads(held(o).model_dump_json(exclude_none=True)),
    "in outer include": lambda o: held(o).model_dump(include={"held": {"content"}}),
    "in outer exclude": lambda o: held(o).model_dump(exclude={"held": {"tool_calls"}, "any": True}, exclude_none=True),
    "in adapter": lambda o: TypeAdapter(cast("Any", list)[o.Message]).dump_python([message(o)], exclude_none=True),
    "chat in union": lambda o: kind(CHAT_OR_GENERATE(o).validate_python(CHAT)),
    "generate in union": lambda o: kind(CHAT_OR_GENERATE(o).validate_python(GENERATED)),
    "chat in union 2": lambda o: kind(GENERATE_OR_CHAT(o).validate_python(CHAT)),
    "generate in union 2": lambda o: kind(GENERATE_OR_CHAT(o).validate_python(GENERATED)),
    "chat left to right": lambda o: kind(LEFT_TO_RIGHT(o).validate_python(CHAT)),
    "generate left to right": lambda o: kind(LEFT_TO_RIGHT(o).validate_python(GENERATED)),
    "union json": lambda o: kind(CHAT_OR_GENERATE(o).validate_json(json.dumps(GENERATED))),
    "reply in union": lambda o: kind(GENERATE_OR_CHAT(o).validate_python(reply(o))),
    "message in union": lambda o: kind(MESSAGE_OR_TOOL(o).validate_python(MESSAGE)),
    "tool in union": lambda o: kind(
        MESSAGE_OR_TOOL(o).validate_python({"type": "function", "function": {"name": "f"}})
    ),
    "tool object in union": lambda o: kind(MESSAGE_OR_TOOL(o).validate_python(o.Tool())),
    "adapter rejects another model": lambda o: rejected(o.Message, o.Tool()),
    "outer rejects": lambda o: raised(lambda: holder(o)(held=5)),
    "subclass": lambda o: mine(o)(role="user", rating=4).rating,
    "subclass default": lambda o: (mine(o)(role="user").rating, mine(o)(role="user").tags),
    "subclass dump": lambda o: mine(o)(role="user", rating=4).model_dump(exclude_none=True),
    "subclass defaults": lambda o: mine(o)(role="user").model_dump(exclude_defaults=True),
    "subclass validate": lambda o: mine(o).model_validate({"role": "user", "rating": 5}).rating,
    "subclass adapter": lambda o: TypeAdapter(mine(o)).validate_python({"role": "user", "rating": "5"}).rating,
    "subclass adapter rejects": lambda o: rejected(mine(o), {"role": "u", "rating": "x"}),
    "subclass fields": lambda o: mine(o).model_fields["rating"].default,
    "subclass schema": lambda o: mine(o).model_json_schema()["properties"]["rating"],
    "plain": lambda o: repr(plain(o)(name="x")),
    "plain dump": lambda o: plain(o)(name="x").model_dump(),
    "plain vars": lambda o: vars(plain(o)(name="x")),
    "plain item": lambda o: plain(o)(name="x")["n"],
    "plain set": lambda o: plain(o)(name="x").model_dump(exclude_defaults=True),
    "plain schema": lambda o: plain(o).model_json_schema(),
    "subclass constraint": lambda o: raised(lambda: validated(o)(role="user", score=5)),
    "subclass literal": lambda o: raised(lambda: validated(o)(role="user", mood="other")),
    "subclass type": lambda o: raised(lambda: mine(o)(role="user", rating="x")),
    "subclass conversion": lambda o: mine(o)(role="user", rating="7").rating,
    "subclass validators": lambda o: validated(o)(role="user", content=" a ", score=1).model_dump(exclude_none=True),
    "subclass model validator": lambda o: raised(lambda: validated(o)(role="bad")),
    "subclass nested": lambda o: validated(o)(role="user", call={"x": "1"}, at="2026-01-02T03:04:05").model_dump()[
        "call"
    ],
    "subclass by create_model": lambda o: (
        cast("Any", create_model)("Made", __base__=o.Message, x=(int, 3))(role="user").x
    ),
    "discriminated": lambda o: kind(discriminated(o).validate_python({"role": "tool"})),
    "exchange message": exchanged(MESSAGE, lambda o: o.Message),
    "exchange messages": exchanged([MESSAGE, {"role": "user"}], lambda o: list[o.Message]),  # type: ignore[name-defined]
    "exchange union": exchanged(GENERATED, lambda o: o.ChatResponse | o.GenerateResponse),
    "exchange without role": exchanged({"content": "hi"}, lambda o: o.Message),
    "exchange other data": exchanged([5], lambda o: o.Message),
    "exchange options": exchanged({"temperature": 1, "num_ctx": 5}, lambda o: o.Options),
    "schema": lambda o: o.Message.schema()["title"],
    "schema_json": lambda o: json.loads(o.Message.schema_json())["title"],
    "construct": lambda o: o.Message.construct(role="user").role,
    "validate": lambda o: o.Message.validate(MESSAGE).content,
    "__fields__": lambda o: "role" in o.Message.__fields__,
    "__fields_set__": lambda o: message(o).__fields_set__,
    "update_forward_refs": lambda o: o.Message.update_forward_refs(),
    "rich": lambda o: dict(o.Message(role="user", content="hi").__rich_repr__())["content"],
    "type hints": lambda o: get_type_hints(o.Message)["role"],
    "image as field": lambda o: TypeAdapter(o.Image).validate_python({"value": "YWJj"}).value,
    "image json": lambda o: o.Image(value="YWJj").model_dump_json(),
    "image validate": lambda o: o.Image.model_validate({"value": "YWJj"}).value,
    "logprob": lambda o: repr(o.ChatResponse(**CHAT, logprobs=[{"token": "a", "logprob": 0}]).logprobs[0].logprob),
    "embeddings": lambda o: [kind(x) for x in o.EmbedResponse(embeddings=[[1, 0.5, 0]]).embeddings[0]],
    "embedding": lambda o: [kind(x) for x in o.EmbeddingsResponse(embedding=[1, 0.5, 0]).embedding],
}


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # pydantic's names of version 1
@pytest.mark.parametrize("use", USES)
def test_use_is_the_same(use: str) -> None:
    assert USES[use](wrapper) == USES[use](official)


@pytest.mark.parametrize("value", [5, None, "role", [], {}, {"role": 5}, {"role": "user", "tool_calls": [5]}])
def test_adapter_rejects_other_data(value: Any) -> None:
    assert rejected(wrapper.Message, value) == rejected(official.Message, value) == "ValidationError"


@pytest.mark.parametrize("make", [mine, plain])
def test_subclass_is_compared_and_copied_by_value(make: Callable[[Any], Any]) -> None:
    for ollama in (wrapper, official):
        kind = make(ollama)
        one = kind(role="user", name="x", rating=4, n=5)
        assert one == kind(role="user", name="x", rating=4, n=5)
        assert one != kind(role="user", name="x", rating=5, n=6)
        for copied in (copy.copy(one), copy.deepcopy(one), one.model_copy()):
            assert copied == one
            assert type(copied) is kind


class Rated(wrapper.Message):
    """A message with a field of its own, at the top of a module, as pickle requires."""

    rating: int = 0


def test_subclass_is_pickled() -> None:
    rated = Rated.model_validate({"role": "user", "rating": 4})
    copied = pickle.loads(pickle.dumps(rated))  # noqa: S301 - pickled on the line itself
    assert copied == rated
    assert copied.rating == 4


@pytest.mark.parametrize("value", [5, None, "role", [], [("role", "user")]])
def test_invalid_data_raises_value_error(value: Any) -> None:
    for ollama in (wrapper, official):
        for call in (
            lambda o=ollama: o.Message.model_validate(value),
            lambda o=ollama: o.Message.model_validate_json(json.dumps(value)),
        ):
            raised(call)


def test_pydantic_validates_every_model() -> None:
    from ollama_rest import models

    for name in models.__all__:
        model = getattr(models, name)
        ours, pydantics = model.model_json_schema(), TypeAdapter(model).json_schema()
        found = pydantics["$defs"][name] if "$ref" in pydantics else pydantics
        if "$ref" in ours:
            ours = ours["$defs"][name]
        assert ours["properties"].keys() == found["properties"].keys(), name
        assert ours.get("required") == found.get("required"), name


def test_model_with_itself_is_a_field() -> None:
    outer = create_model("Outer", tool=(wrapper.Tool, ...))
    tool = {"function": {"name": "f", "parameters": {"properties": {"x": {"anyOf": [{"type": "string"}]}}}}}
    made: Any = outer.model_validate({"tool": tool})
    assert made.tool.to_dict() == tool
    assert isinstance(outer.model_json_schema(), dict)
    assert issubclass(outer, BaseModel)
