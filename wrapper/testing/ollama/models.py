"""What a model is: its weights, as far as anybody can tell from outside, and what was put around them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..http.json import encode
from .generation.templates import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from .names import Name

_SPECIAL = re.compile(r"(<\|im_start\|>|<\|im_end\|>)")
DEFAULT_TEMPLATE = "{{ .Prompt }}"


@dataclass(frozen=True)
class Tensor:
    name: str
    type: str
    shape: tuple[int, ...]


@dataclass
class Description:
    """What a file of weights says of itself."""

    facts: dict[str, Any]
    tensors: list[Tensor]

    @property
    def family(self) -> str:
        return str(self.facts.get("general.architecture", "unknown"))

    def of_family(self, name: str, unknown: Any = None) -> Any:
        return self.facts.get(f"{self.family}.{name}", unknown)

    @property
    def embeds(self) -> bool:
        return self.of_family("pooling_type") is not None

    @property
    def parameters(self) -> int:
        return int(self.facts.get("general.parameter_count", 0))

    @property
    def quantization(self) -> str:
        """As the file's own type number gives it; number 0 is not believed."""
        return _FILE_TYPES.get(self.facts.get("general.file_type", 0), "unknown")


_FILE_TYPES = dict(
    enumerate(
        [
            "unknown",
            "F16",
            "Q4_0",
            "Q4_1",
            "-",
            "-",
            "-",
            "Q8_0",
            "Q5_0",
            "Q5_1",
            "Q2_K",
            "Q3_K_S",
            "Q3_K_M",
            "Q3_K_L",
            "Q4_K_S",
            "Q4_K_M",
            "Q5_K_S",
            "Q5_K_M",
            "Q6_K",
        ]
    )
) | {32: "BF16"}


@dataclass
class Weights:
    """A file of weights: what it says of itself, and the one thing it says, a token a piece."""

    digest: str
    size: int
    pieces: list[bytes]
    describe: Callable[[], Description]
    cycle: bool = False

    @cached_property
    def description(self) -> Description:
        return self.describe()

    @property
    def words(self) -> int:
        """How many tokens the vocabulary has: the bytes, the pieces, and two that frame messages."""
        return 256 + len(self.pieces) + 2

    def tokens(self, text: str) -> list[int]:
        """The tokens of a prompt: its bytes, and the two that frame messages."""
        frames = {"<|im_start|>": self.words - 2, "<|im_end|>": self.words - 1}
        found: list[int] = []
        for part in _SPECIAL.split(text):
            found += [frames[part]] if part in frames else part.encode("utf-8", "replace")
        return found

    def text(self, tokens: list[int]) -> str:
        frames = {self.words - 2: b"<|im_start|>", self.words - 1: b"<|im_end|>"}
        spoken = dict(enumerate(self.pieces, 256)) | frames
        return b"".join(spoken[t] if t > 255 else bytes([t]) for t in tokens).decode("utf-8", "replace")


@dataclass(frozen=True)
class Layer:
    """A part of a model, as a manifest lists it."""

    kind: str
    digest: str
    size: int


def layer(kind: str, content: str) -> Layer:
    data = content.encode("utf-8", "replace")
    return Layer(kind, f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))


@dataclass
class Model:
    """A model of the store. `layers` are its parts in the order of their making; the other fields, what they hold."""

    name: Name
    weights: Weights | None
    layers: list[Layer] = field(default_factory=list[Layer])
    template_source: str = DEFAULT_TEMPLATE
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

    @cached_property
    def template(self) -> Template:
        return Template(self.template_source)

    @property
    def has_template(self) -> bool:
        """Whether it was given a template; else its conversations are framed the way llama.cpp frames them."""
        return any(part.kind == "template" for part in self.layers)

    @property
    def description(self) -> Description:
        return self.weights.description if self.weights else Description({}, [])

    @property
    def purpose(self) -> str:
        """What the weights are for."""
        return "embedding" if self.description.embeds else "completion"

    @cached_property
    def capabilities(self) -> list[str]:
        found = [str(capability) for capability in self.info.get("capabilities") or list[Any]()]
        if self.weights:
            found.append(self.purpose)
        if "tools" in self.template.variables:
            found.append("tools")
        if "suffix" in self.template.variables:
            found.append("insert")
        if self.template.thought_tags or self.details()["family"] in ("gptoss", "gpt-oss"):
            found.append("thinking")
        return list(dict.fromkeys(found))

    @property
    def voice(self) -> Weights:
        """The weights.

        Raises:
            LookupError: another server would have to run the model.
        """
        if self.weights is None:
            raise LookupError(f"{self.name.full} has no weights here")
        return self.weights

    @property
    def digest(self) -> str:
        """The digest of the manifest, in bare hexadecimal."""
        return hashlib.sha256(
            encode([self.info, self.remote_model, *(part.digest for part in self.layers)])
        ).hexdigest()

    @property
    def size(self) -> int:
        return sum(part.size for part in self.layers)

    def details(self) -> dict[str, Any]:
        family = self.info.get("model_family", "")
        of_weights = [self.description.family] if self.weights else []
        families = [*([family] if family else []), *of_weights]
        return {
            "parent_model": self.parent,
            "format": "gguf" if self.weights else "",
            "family": families[0] if families else "",
            "families": families or None,
            "parameter_size": self.info.get("parameter_size")
            or (human_number(self.description.parameters) if self.weights else ""),
            "quantization_level": self.info.get("quantization_level")
            or self.quantized
            or (self.description.quantization if self.weights else ""),
        }


def human_number(number: int) -> str:
    """A number as model lists show it: 642K, 3.2B."""
    for size, letter, places in ((10**9, "B", 1), (10**6, "M", 2), (10**3, "K", 0)):
        if number >= size:
            return f"{number / size:.{places if number % size else 0}f}{letter}"
    return str(number)
