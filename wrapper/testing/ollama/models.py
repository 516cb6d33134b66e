"""A model: its weights, and the layers that a creator put around them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..http.json import encode
from . import templates
from .names import Name

DEFAULT_TEMPLATE = "{{ .Prompt }}"
_FILE_TYPES = {  # by the number in general.file_type; the server does not trust 0
    **dict(enumerate(("F16", "Q4_0", "Q4_1"), 1)),
    **dict(enumerate(("Q8_0", "Q5_0", "Q5_1", "Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L"), 7)),
    **dict(enumerate(("Q4_K_S", "Q4_K_M", "Q5_K_S", "Q5_K_M", "Q6_K"), 14)),
    32: "BF16",
}


@dataclass(frozen=True)
class Tensor:
    name: str
    type: str
    shape: tuple[int, ...]


@dataclass
class Description:
    """The metadata and the tensors of a file of weights."""

    facts: dict[str, Any]
    tensors: list[Tensor]

    @property
    def family(self) -> str:
        return str(self.facts.get("general.architecture", "unknown"))

    def of_family(self, name: str, default: Any = None) -> Any:
        """Return a fact whose name begins with the family, such as llama.context_length."""
        return self.facts.get(f"{self.family}.{name}", default)

    @property
    def embeds(self) -> bool:
        return self.of_family("pooling_type") is not None

    @property
    def parameters(self) -> int:
        return int(self.facts.get("general.parameter_count", 0))

    @property
    def quantization(self) -> str:
        return _FILE_TYPES.get(self.facts.get("general.file_type", 0), "unknown")


@dataclass
class Weights:
    """A file of weights. They reply with `pieces`, a token each, over and over if they `cycle`."""

    digest: str
    size: int
    pieces: list[bytes]
    describe: Callable[[], Description]
    cycle: bool = False

    @cached_property
    def description(self) -> Description:
        return self.describe()


@dataclass(frozen=True)
class Layer:
    """A part of a model, as a manifest lists it."""

    kind: str
    digest: str
    size: int


def layer(kind: str, content: str) -> Layer:
    """Return the layer that holds a text."""
    data = content.encode("utf-8", "replace")
    return Layer(kind, f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))


@dataclass
class Model:
    """A model of the store. `layers` are in the order of their creation; the other fields are their content."""

    name: Name
    weights: Weights | None
    layers: list[Layer] = field(default_factory=list[Layer])
    template: str = DEFAULT_TEMPLATE
    system: str = ""
    parameters: dict[str, Any] = field(default_factory=dict[str, Any])
    messages: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    licenses: list[str] = field(default_factory=list[str])
    adapters: list[Layer] = field(default_factory=list[Layer])
    info: dict[str, Any] = field(default_factory=dict[str, Any])
    parent: str = ""
    requires: str = ""
    renderer: str = ""
    parser: str = ""
    quantized: str = ""
    remote_host: str = ""
    remote_model: str = ""
    modified: int = 0

    @property
    def description(self) -> Description:
        return self.weights.description if self.weights else Description({}, [])

    @property
    def purpose(self) -> str:
        """What the weights are for."""
        return "embedding" if self.description.embeds else "completion"

    @property
    def has_thoughts(self) -> bool:
        return "Thinking" in templates.fields(self.template)

    @cached_property
    def capabilities(self) -> list[str]:
        found = [str(capability) for capability in self.info.get("capabilities") or list[Any]()]
        if self.weights:
            found.append(self.purpose)
        fields = templates.fields(self.template)
        found += [name for name, field in (("tools", "Tools"), ("insert", "Suffix")) if field in fields]
        if self.has_thoughts or self.details()["family"] in ("gptoss", "gpt-oss"):
            found.append("thinking")
        return list(dict.fromkeys(found))

    @property
    def replying_weights(self) -> Weights:
        """The weights. Raise `LookupError` if the model runs on another server."""
        if self.weights is None:
            raise LookupError(f"{self.name.full} has no weights here")
        return self.weights

    @property
    def digest(self) -> str:
        """The digest of the manifest, in bare hexadecimal."""
        parts = [self.info, self.remote_model, *(part.digest for part in self.layers)]
        return hashlib.sha256(encode(parts)).hexdigest()

    @property
    def size(self) -> int:
        return sum(part.size for part in self.layers)

    def details(self) -> dict[str, Any]:
        """Return the `details` of the API."""
        families = [self.info.get("model_family", ""), self.description.family if self.weights else ""]
        families = [family for family in families if family]
        size = _human_number(self.description.parameters) if self.weights else ""
        quantization = self.quantized or (self.description.quantization if self.weights else "")
        return {
            "parent_model": self.parent,
            "format": "gguf" if self.weights else "",
            "family": families[0] if families else "",
            "families": families or None,
            "parameter_size": self.info.get("parameter_size") or size,
            "quantization_level": self.info.get("quantization_level") or quantization,
        }


def _human_number(number: int) -> str:
    """A number as lists of models show it: 642K, 3.2B."""
    for size, letter, places in ((10**9, "B", 1), (10**6, "M", 2), (10**3, "K", 0)):
        if number >= size:
            return f"{number / size:.{places if number % size else 0}f}{letter}"
    return str(number)
