"""The options of a request: their types, and how they override a model's own parameters."""

from dataclasses import dataclass, field
from typing import Any

from ..http.json import is_array, quote
from ..http.responses import APIError

_TYPES = {
    **dict.fromkeys(("num_keep", "seed", "num_predict", "top_k", "repeat_last_n", "num_ctx", "num_batch"), "integer"),
    **dict.fromkeys(("num_gpu", "main_gpu", "num_thread", "draft_num_predict"), "integer"),
    **dict.fromkeys(("top_p", "min_p", "typical_p", "repeat_penalty", "temperature"), "float32"),
    **dict.fromkeys(("presence_penalty", "frequency_penalty"), "float32"),
    "use_mmap": "boolean",
    "stop": "array",
}
_RELOADING = ("num_batch", "num_gpu", "main_gpu", "num_thread", "use_mmap")
_MAX_CONTEXTS = 10  # a reply without a limit may fill the context this many times


@dataclass
class Options:
    """The options that have an effect here."""

    num_predict: int = -1
    num_ctx: int = 4096
    num_batch: int = 2048
    num_keep: int = 4
    stop: list[str] = field(default_factory=list[str])
    repeat_last_n: int = 64
    repeat_penalty: float = 1.1
    of_runner: tuple[Any, ...] = ()  # a change of these loads the model anew

    @property
    def limit(self) -> int:
        """The most tokens that the reply may have."""
        most = _MAX_CONTEXTS * self.num_ctx
        return most if self.num_predict < 0 or self.num_predict > most else self.num_predict

    def check(self, of_stream: bool) -> None:
        """Raise APIError for values that the runner refuses."""
        text = ""
        for name, value, least in (("n_keep", self.num_keep, -1), ("repeat_last_n", self.repeat_last_n, 0)):
            if value < least:
                text = f"Field '{name}': Value must be between {least} <= value <= 2147483647, but got {value}"
        if not text and self.repeat_penalty <= 0:
            text = "Failed to initialize samplers: penalty_repeat must be finite and greater than 0"
        if text:
            error = f'{{"error":{{"code":400,"message":"{text}","type":"invalid_request_error"}}}}'
            raise APIError(400, error, of_stream=of_stream)


def merge(parameters: dict[str, Any], options: dict[str, Any] | None) -> Options:
    """Return a model's parameters overridden by a request's options. Unknown options are ignored.

    Raises:
        APIError: an option has a wrong type.
    """
    merged = {**parameters, **{name: value for name, value in (options or {}).items() if value is not None}}
    values = {name: _checked(name, value) for name, value in merged.items() if name in _TYPES and value is not None}
    used = {name: value for name, value in values.items() if name in Options.__dataclass_fields__}
    return Options(**used, of_runner=tuple(values.get(name) for name in _RELOADING))


def _checked(name: str, value: Any) -> Any:
    wanted = _TYPES[name]
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
