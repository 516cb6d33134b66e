"""The options of a request: their types, and how they go over a model's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..http.json import is_array, quote
from ..http.responses import APIError

_INTEGERS = [
    "num_keep",
    "seed",
    "num_predict",
    "top_k",
    "repeat_last_n",
    "num_ctx",
    "num_batch",
    "num_gpu",
    "main_gpu",
    "num_thread",
    "draft_num_predict",
]
_FLOATS = ["top_p", "min_p", "typical_p", "repeat_penalty", "temperature", "presence_penalty", "frequency_penalty"]
_CONTEXT = 4096
_BATCH = 2048
_MOST_INTEGER = 2**31 - 1
_MOST_FLOAT = 3.4028235677973366e38  # of 32 bits
_OPEN_ENDED = 10  # a reply without a limit may fill the context so many times


@dataclass
class Options:
    """What counts of the options here."""

    num_predict: int = -1
    num_ctx: int = _CONTEXT
    num_batch: int = _BATCH
    num_keep: int = 4
    stop: list[str] = field(default_factory=list[str])
    repeat_last_n: int = 64
    repeat_penalty: float = 1.1
    infinite: str = ""  # a number that is too large for its type: its sign
    of_runner: tuple[Any, ...] = ()  # what a loaded model has to be loaded anew for

    @property
    def limit(self) -> int:
        """How many tokens the reply may have."""
        most = _OPEN_ENDED * self.num_ctx
        return most if self.num_predict < 0 or self.num_predict > most else self.num_predict

    def check(self, of_stream: bool) -> None:
        """Raise APIError for what no token can be chosen with."""
        if self.infinite:
            text = f"failed to marshal completion request: json: unsupported value: {self.infinite}Inf"
            raise APIError(500, text, of_stream=of_stream)
        limits = (("n_keep", self.num_keep, -1), ("repeat_last_n", self.repeat_last_n, 0))
        for name, value, least in limits:
            if value < least:
                allowed = f"{least} <= value <= {_MOST_INTEGER}"
                raise _complaint(f"Field '{name}': Value must be between {allowed}, but got {value}", of_stream)
        if self.repeat_penalty <= 0:
            raise _complaint(
                "Failed to initialize samplers: penalty_repeat must be finite and greater than 0", of_stream
            )


def _complaint(text: str, of_stream: bool) -> APIError:
    error = f'{{"error":{{"code":400,"message":"{text}","type":"invalid_request_error"}}}}'
    return APIError(400, error, of_stream=of_stream)


def merge(*layers: dict[str, Any] | None) -> Options:
    """Merge a model's parameters and a request's options, the later over the earlier.

    Raises:
        APIError: an option is of a wrong type.
    """
    values: dict[str, Any] = {}
    for layer in layers:
        for name, value in (layer or dict[str, Any]()).items():
            if value is not None and name in _CHECKS:
                values[name] = _checked(name, value)
    context = values.get("num_ctx", _CONTEXT)
    floats = (values[name] for name in _FLOATS if name in values)
    return Options(
        num_predict=values.get("num_predict", -1),
        num_ctx=context,
        num_batch=values.get("num_batch", _BATCH),
        num_keep=values.get("num_keep", 4),
        stop=values.get("stop", []),
        repeat_last_n=values.get("repeat_last_n", 64),
        repeat_penalty=values.get("repeat_penalty", 1.1),
        infinite=next(("+" if number > 0 else "-" for number in floats if abs(number) > _MOST_FLOAT), ""),
        of_runner=tuple(values.get(name) for name in ("num_batch", "num_gpu", "main_gpu", "num_thread", "use_mmap")),
    )


_CHECKS = {
    **dict.fromkeys(_INTEGERS, "integer"),
    **dict.fromkeys(_FLOATS, "float32"),
    "use_mmap": "boolean",
    "stop": "array",
}


def _checked(name: str, value: Any) -> Any:
    wanted = _CHECKS[name]
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if wanted == "integer" and number:
        return int(value)
    if (wanted == "float32" and number) or (wanted == "boolean" and isinstance(value, bool)):
        return value
    if wanted == "array" and is_array(value):
        if all(isinstance(item, str) for item in value):
            return value
        raise APIError(500, f"option {quote(name)} must be of an array of strings")
    raise APIError(500, f"option {quote(name)} must be of type {wanted}")
