"""The wrapper has the official package's public names, parameters in their order, and fields of models."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from pydantic import BaseModel, create_model

import wrapper
from tests.frameworks.official import official
from wrapper.testing import FakeOllama, redirect

FUNCTIONS = [name for name, value in vars(official).items() if inspect.ismethod(value)]
CLIENTS = [(kind, name) for kind in ("Client", "AsyncClient") for name in dir(official.Client) if name[0] != "_"]

# Defaults that all mean "unset".
UNSET = (None, False, "")


def test_official_package_is_not_empty() -> None:
    assert {"chat", "generate", "embed", "systemone"} <= set(FUNCTIONS)
    assert ("AsyncClient", "create_blob") in CLIENTS
    assert len(official.__all__) > 25


@pytest.mark.parametrize("name", [*official.__all__, *FUNCTIONS])
def test_public_name_is_the_same_kind(name: str) -> None:
    assert name in {*wrapper.__all__, "list"}
    theirs, ours = getattr(official, name), getattr(wrapper, name)
    for kind in (inspect.isclass, inspect.isroutine):
        assert kind(ours) == kind(theirs)


@pytest.mark.parametrize(("kind", "name"), CLIENTS)
def test_client_attribute_is_the_same_kind(kind: str, name: str) -> None:
    theirs, ours = getattr(getattr(official, kind), name), getattr(getattr(wrapper, kind), name)
    assert callable(ours) == callable(theirs)
    assert inspect.iscoroutinefunction(ours) == inspect.iscoroutinefunction(theirs)


@pytest.mark.parametrize(("kind", "name"), CLIENTS)
def test_verb_has_same_parameters(kind: str, name: str) -> None:
    theirs = inspect.signature(getattr(getattr(official, kind), name)).parameters
    ours = inspect.signature(getattr(getattr(wrapper, kind), name)).parameters
    positional = [name for name, p in theirs.items() if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert list(ours)[: len(positional)] == positional
    for parameter in theirs.values():
        mine = ours[parameter.name]
        assert mine.kind in (parameter.kind, mine.POSITIONAL_OR_KEYWORD)
        if parameter.default is not parameter.empty:
            assert mine.default == parameter.default or {mine.default, parameter.default} <= set(UNSET)
    for parameter in ours.values():  # others must be optional
        assert parameter.name in theirs or parameter.default is not parameter.empty


def classes(holder: type[BaseModel], path: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield a class and its nested classes with their dotted names."""
    yield path, holder
    for name, value in vars(holder).items():
        if inspect.isclass(value) and issubclass(value, BaseModel):
            yield from classes(value, f"{path}.{name}")


def models() -> dict[str, type[BaseModel]]:
    """Return the official package's public models by their dotted names."""
    found = {name: getattr(official, name) for name in official.__all__}
    public = {name: value for name, value in found.items() if inspect.isclass(value) and issubclass(value, BaseModel)}
    return dict(pair for name, value in public.items() for pair in classes(value, name))


MODELS = models()
DETAILS = {
    "parent_model": "base",
    "format": "gguf",
    "family": "llama",
    "families": ["llama"],
    "parameter_size": "1B",
    "quantization_level": "Q4_0",
}
METRICS = {
    "model": "m",
    "created_at": "2026-01-02T03:04:05.678901234Z",
    "done": True,
    "done_reason": "stop",
    "total_duration": 5,
    "load_duration": 1,
    "prompt_eval_count": 2,
    "prompt_eval_duration": 3,
    "eval_count": 4,
    "eval_duration": 5,
}
LOGPROBS = [{"token": "a", "logprob": -0.5, "top_logprobs": [{"token": "b", "logprob": -1.5}]}]
CALL = {"function": {"name": "get_weather", "arguments": {"city": "Paris"}}}
MESSAGE = {
    "role": "assistant",
    "content": "hi",
    "thinking": "hm",
    "tool_name": "t",
    "tool_calls": [CALL],
}
PROPERTY = {"type": ["string", "null"], "items": {"type": "string"}, "description": "A city.", "enum": ["Paris"]}
PARAMETERS = {
    "type": "object",
    "$defs": {"x": {"type": "string"}},
    "items": {"type": "string"},
    "required": ["city"],
    "properties": {"city": PROPERTY},
}
FUNCTION = {"name": "get_weather", "description": "Return the weather.", "parameters": PARAMETERS}
LISTED = {"model": "m", "modified_at": "2026-01-02T03:04:05Z", "digest": "d", "size": 7, "details": DETAILS}
RUNNING = {
    "model": "m",
    "name": "m",
    "digest": "d",
    "expires_at": "2026-01-02T03:04:05Z",
    "size": 7,
    "size_vram": 6,
    "details": DETAILS,
    "context_length": 512,
}
PROGRESS = {"status": "pulling", "completed": 1, "total": 2, "digest": "sha256:d"}
OPTIONS = {
    "numa": True,
    "num_ctx": 1,
    "num_batch": 2,
    "num_gpu": 3,
    "main_gpu": 4,
    "low_vram": True,
    "f16_kv": True,
    "logits_all": True,
    "vocab_only": True,
    "use_mmap": True,
    "use_mlock": True,
    "embedding_only": True,
    "num_thread": 5,
    "num_keep": 6,
    "seed": 7,
    "num_predict": 8,
    "top_k": 9,
    "top_p": 0.5,
    "tfs_z": 0.25,
    "typical_p": 0.75,
    "repeat_last_n": 10,
    "temperature": 0.125,
    "repeat_penalty": 1.5,
    "presence_penalty": 1.25,
    "frequency_penalty": 1.75,
    "mirostat": 1,
    "mirostat_tau": 2.5,
    "mirostat_eta": 0.1,
    "penalize_newline": True,
    "stop": ["."],
}
CHOICE = {"type": "choice", "instructions": "Which?", "criteria": {"a": "one", "b": None}}
NOUL = {"type": "noul", "instructions": "True?", "criteria": {"true": "yes", "false": "no"}}
SCORE = {"type": "score", "instructions": ["How", "much?"], "criteria": ["none", "all"]}
CHOSEN = {"type": "choice", "choice": "a", "probabilities": {"a": 0.5, "b": 0.5}, "confidence": 0.5}
SCORED = {
    "type": "score",
    "score": 0.5,
    "legend": {"0": "none", "1": "all"},
    "probabilities": {"0": 0.5, "1": 0.5},
    "confidence": 0.5,
}
USAGE = {"input_tokens": 1, "output_tokens": 2}
SHOWN = {
    "modified_at": "2026-01-02T03:04:05Z",
    "template": "{{ .Prompt }}",
    "modelfile": "FROM m",
    "license": "MIT",
    "details": DETAILS,
    "model_info": {"general.architecture": "llama", "llama.context_length": 512},
    "parameters": "stop .",
    "capabilities": ["completion"],
}
PAGE = {"title": "T", "content": "C", "links": ["http://127.0.0.1/"]}
SAMPLES: dict[str, dict[str, Any]] = {
    "ChatResponse": {**METRICS, "message": MESSAGE, "logprobs": LOGPROBS},
    "EmbedResponse": {**METRICS, "embeddings": [[0.5, 0.25]]},
    "EmbeddingsResponse": {"embedding": [0.5, 0.25]},
    "GenerateResponse": {
        **METRICS,
        "response": "hi",
        "thinking": "hm",
        "context": [1, 2],
        "logprobs": LOGPROBS,
        "image": "aGk=",
        "completed": 1,
        "total": 2,
    },
    "Image": {"value": "aGk="},
    "ListResponse": {"models": [LISTED]},
    "ListResponse.Model": LISTED,
    "Message": MESSAGE,
    "Message.ToolCall": CALL,
    "Message.ToolCall.Function": CALL["function"],
    "Options": OPTIONS,
    "ProcessResponse": {"models": [RUNNING]},
    "ProcessResponse.Model": RUNNING,
    "ProgressResponse": PROGRESS,
    "ShowResponse": SHOWN,
    "StatusResponse": {"status": "success"},
    "SystemOneChoiceAnswer": CHOSEN,
    "SystemOneChoiceQuestion": CHOICE,
    "SystemOneNoulAnswer": {"type": "noul", "noul": 0.5},
    "SystemOneNoulQuestion": NOUL,
    "SystemOneRequest": {"model": "m", "state": {"a": 1}, "questions": {"q": CHOICE, "n": NOUL}, "keep_alive": "5m"},
    "SystemOneResponse": {
        "model": "m",
        "answers": {"q": CHOSEN, "n": {"type": "noul", "noul": 0.5}, "s": SCORED},
        "usage": USAGE,
    },
    "SystemOneScoreAnswer": SCORED,
    "SystemOneScoreQuestion": SCORE,
    "SystemOneUsage": USAGE,
    "Tool": {"type": "function", "function": FUNCTION},
    "Tool.Function": FUNCTION,
    "Tool.Function.Parameters": PARAMETERS,
    "Tool.Function.Parameters.Property": PROPERTY,
    "WebFetchResponse": PAGE,
    "WebSearchResponse": {"results": [{"title": "T", "content": "C", "url": "http://127.0.0.1/"}]},
}

# The official package encodes images when it sends a message, the wrapper when it builds the message. The requests are
# the same: see test_official_requests.py.
ENCODED_EARLY = {"images"}

# An image is not a mapping, so it has a test of its own.
MAPPINGS = [name for name in MODELS if name != "Image"]
WITH_OPTIONAL_FIELDS = [
    name for name in MAPPINGS if any(field.default is None for field in MODELS[name].model_fields.values())
]


def test_every_model_has_a_sample_with_every_field() -> None:
    assert SAMPLES.keys() == MODELS.keys()
    for name, model in MODELS.items():
        fields = {field.alias or key for key, field in model.model_fields.items()}
        assert fields - ENCODED_EARLY == SAMPLES[name].keys(), name


def find(path: str) -> Any:
    found: Any = wrapper
    for part in path.split("."):
        found = getattr(found, part)
    return found


def compare(ours: Any, theirs: Any, path: str) -> None:
    """Compare an object of the wrapper with one of the official package: attributes, subscripts, `in` and `get`."""
    if isinstance(theirs, BaseModel):
        for name in type(theirs).model_fields:
            value = getattr(theirs, name)
            here = f"{path}.{name}"
            compare(getattr(ours, name), value, here)
            if hasattr(theirs, "get") and theirs.get(name) is not None:
                assert name in ours, here
                compare(ours[name], value, here)
                compare(ours.get(name), value, here)
    elif isinstance(theirs, dict):
        assert set(ours) == set(theirs), path
        for key, value in theirs.items():
            compare(ours[key], value, f"{path}[{key!r}]")
    elif isinstance(theirs, (list, tuple)):
        assert len(ours) == len(theirs), path
        for index, value in enumerate(theirs):
            compare(ours[index], value, f"{path}[{index}]")
    else:
        assert ours == theirs, path


@pytest.mark.parametrize("name", MAPPINGS)
def test_model_is_read_the_same(name: str) -> None:
    sample = SAMPLES[name]
    theirs = MODELS[name](**sample)
    compare(find(name)(**sample), theirs, name)
    compare(find(name).model_validate(sample), theirs, name)


@pytest.mark.parametrize("name", MAPPINGS)
def test_model_is_dumped_the_same(name: str) -> None:
    ours, theirs = find(name)(**SAMPLES[name]), MODELS[name](**SAMPLES[name])
    written = ours.model_dump(exclude_none=True)
    for key, value in theirs.model_dump(exclude_none=True, mode="json", by_alias=True).items():
        assert written[key] == value, key


def test_model_info_is_dumped_under_both_names() -> None:
    shown = wrapper.ShowResponse(**SAMPLES["ShowResponse"])
    assert shown.model_dump()["modelinfo"] == official.ShowResponse(**SAMPLES["ShowResponse"]).model_dump()["modelinfo"]


@pytest.mark.parametrize("name", WITH_OPTIONAL_FIELDS)
def test_unset_field_is_none_and_missing_as_key(name: str) -> None:
    model = MODELS[name]
    keys = {key: field.alias or key for key, field in model.model_fields.items() if field.is_required()}
    required = {alias: SAMPLES[name][alias] for alias in keys.values()}
    ours, theirs = find(name)(**required), cast("Any", model(**required))
    for key in model.model_fields:
        if getattr(theirs, key) is None:
            assert getattr(ours, key) is None, key
            assert ours.get(key) is None, key
            if key not in theirs:
                assert key not in ours, key
                with pytest.raises(KeyError):
                    ours[key]


@pytest.mark.parametrize("name", MAPPINGS)
def test_field_is_set_by_name(name: str) -> None:
    changed = find(name)(**SAMPLES[name])
    for key in MODELS[name].model_fields:
        changed[key] = None
        assert getattr(changed, key) is None
        setattr(changed, key, 7)
        assert changed[key] == 7


# A request rejects an unknown field, so that a misspelt argument is not lost. All other models keep it.
@pytest.mark.parametrize("name", [name for name in MAPPINGS if name != "SystemOneRequest"])
def test_unknown_keyword_is_kept(name: str) -> None:
    theirs, ours = MODELS[name](**SAMPLES[name], unknown=1), find(name)(**SAMPLES[name], unknown=1)
    compare(ours, theirs, name)
    assert ours["unknown"] == 1


@pytest.mark.parametrize("name", MAPPINGS)
def test_model_is_a_field_of_a_pydantic_model(name: str) -> None:
    holder: Any = create_model("Holder", held=(find(name), ...))
    held = holder(held=SAMPLES[name])
    assert type(held.held) is find(name)
    assert holder.model_validate_json(held.model_dump_json()) == held
    assert json.loads(create_model("Holder", held=(Any, ...))(held=held.held).model_dump_json())["held"]


@pytest.mark.parametrize("value", ["aGk=", b"\x89PNG\r\n\x1a\n"], ids=["base64", "bytes"])
def test_image_is_dumped_as_base64(value: Any) -> None:
    ours, theirs = wrapper.Image(value=value), official.Image(value=value)
    assert ours.value == theirs.value == value
    assert ours.model_dump() == cast("Any", theirs.model_dump())


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_follow_client_setting(status: int) -> None:
    with FakeOllama() as first, FakeOllama() as second:
        first.fail(redirect(f"{second.url}/api/chat", status), times=None)
        with wrapper.Client(first.url, follow_redirects=True, headers={"X-Secret": "s"}) as client:
            assert client.chat("sky", [{"role": "user", "content": "Why?"}]).done
        [request] = second.requests
        assert "x-secret" not in request.headers
        with wrapper.Client(first.url, follow_redirects=False) as client, pytest.raises(wrapper.ResponseError):
            client.chat("sky", [{"role": "user", "content": "Why?"}])
        assert len(second.requests) == 1


def test_errors_are_the_same() -> None:
    for error in ("no such model", '{"error": "no such model"}'):
        ours, theirs = wrapper.ResponseError(error, 404), official.ResponseError(error, 404)
        assert (ours.error, ours.status_code, str(ours)) == (theirs.error, theirs.status_code, str(theirs))
    assert wrapper.ResponseError("broken").status_code == official.ResponseError("broken").status_code
    assert wrapper.RequestError("wrong").error == official.RequestError("wrong").error
    assert str(wrapper.RequestError("wrong")) == str(official.RequestError("wrong"))
