"""The models every server of this kind starts with. Each says one thing, a token a word, whatever it is asked."""

from __future__ import annotations

import hashlib
import json
from math import prod
from typing import Any

from ..script.replies import words
from .models import DEFAULT_TEMPLATE, Description, Layer, Model, Tensor, Weights, layer
from .names import Name, parse

_FRAMED = (
    "{{ if .System }}<|im_start|>system {{ .System }}<|im_end|>{{ end }}"
    "<|im_start|>user {{ .Prompt }}<|im_end|><|im_start|>assistant "
)
_WITH_TOOLS = (
    "{{- if or .System .Tools }}<|im_start|>system {{ .System }}"
    "{{ if .Tools }} tools: {{ range .Tools }}{{ .Function }}{{ end }}"
    ' reply as <tool_call>{"name": , "arguments": }</tool_call>{{ end }}<|im_end|>{{ end }}'
    "{{ range .Messages }}<|im_start|>{{ .Role }} "
    "{{ if .Thinking }}<think>{{ .Thinking }}</think>{{ end }}{{ .Content }}"
    "{{ if .ToolCalls }}{{ range .ToolCalls }}"
    '<tool_call>{"name": "{{ .Function.Name }}", "arguments": {{ .Function.Arguments }}}</tool_call>{{ end }}{{ end }}'
    "<|im_end|>{{ end }}<|im_start|>assistant "
)
CONVERSATIONAL = _WITH_TOOLS  # for models of a test's own: with tools and thoughts

SKY = "The sky is blue because of Rayleigh scattering."
_LETTERS = [*range(33, 127), *range(161, 173), *range(174, 256)]


# of the files of weights that a real server has these models from: whoever uploads one finds it there already
_DIGESTS = {
    "sky": "fa079c30c4a67a5129f5d24a08dcc0533bac591b6d7210572cd814bc18f90ed3",
    "thinker": "b46fb0f2d6efcef85269476e79752e9a700287ccfc32b04e5146e3d639c26f17",
    "caller": "f8101b85d49e40f812bb98f6e750c8ea490cff91abb610639b568f2500918184",
    "embedder": "392b5555ba288c300c67bfc4ebe24d7d1fa169b058dac4ed95db5687535678f5",
    "separators": "3463773ae00169ac178ea628666079d802cf7c436e03621c50b144a3e2328308",
    "breaker": "c9504224a71447431f36c73c6379b18113d10c4940d5d0005b68aad5070e8a89",
    "endless": "822f71b144eed2c149d91d93524da4281abb07231a0973d541e52815803442a2",
}


def built_in(modified: int) -> list[Model]:
    """The built-in models, created at the given time in ns since 1970."""
    return [
        _model("sky", SKY, _FRAMED, modified),
        _model("thinker", f"<think>Let me recall Rayleigh.</think> {SKY}", _WITH_TOOLS, modified),
        _model(
            "caller",
            '<tool_call>{"name": "get_weather", "arguments": {"city": "Paris"}}</tool_call>',
            _WITH_TOOLS,
            modified,
        ),
        _model("embedder", "embedding", DEFAULT_TEMPLATE, modified, embeds=True),
        # legal raw inside JSON, and line breaks to str.splitlines()
        _model("separators", "one\u0085two \u2028three\u2029four \u2603 five", _FRAMED, modified),
        # a byte that is no UTF-8: a real server's stream then ends with no "done": true
        _model("breaker", "before \udcff after", _FRAMED, modified),
        _model("endless", "tick tock", _FRAMED, modified, cycle=True, num_predict=100_000),
    ]


def scripted_weights(reply: str, *, embeds: bool = False, cycle: bool = False) -> Weights:
    """Weights that say `reply`; a surrogate in it stands for a byte that is no UTF-8."""
    pieces = [word.encode(errors="surrogateescape") for word in words(reply)]
    digest = hashlib.sha256(repr((pieces, embeds, cycle)).encode()).hexdigest()
    vocabulary = 256 + len(pieces) + 2
    width = -(-vocabulary // 64) * 64
    size = 4 * (2 * vocabulary * width + 4 * width * width + 3 * 64 * width + 3 * width)
    return Weights(f"sha256:{digest}", size, pieces, lambda: _describe(pieces, vocabulary, width, embeds), cycle)


def _model(
    name: str,
    reply: str,
    template: str,
    modified: int,
    *,
    embeds: bool = False,
    cycle: bool = False,
    num_predict: int = 64,
) -> Model:
    weights = scripted_weights(reply, embeds=embeds, cycle=cycle)
    weights.digest = f"sha256:{_DIGESTS[name]}"
    parameters = {"num_predict": num_predict, "temperature": 0}
    return assemble(parse(name), weights, template, parameters, modified)


def assemble(name: Name, weights: Weights, template: str, parameters: dict[str, Any], modified: int) -> Model:
    """A model of weights, a template and parameters."""
    layers = [Layer("model", weights.digest, weights.size), layer("template", template)]
    if parameters:
        layers.append(layer("params", parameters_text(parameters)))
    return Model(name, weights, layers, template, parameters=parameters, modified=modified)


def parameters_text(parameters: dict[str, Any]) -> str:
    """The content of a layer of parameters."""
    return json.dumps(parameters, sort_keys=True)


def _describe(pieces: list[bytes], vocabulary: int, width: int, embeds: bool) -> Description:
    tensors = [
        Tensor("token_embd.weight", "F32", (width, vocabulary)),
        Tensor("output_norm.weight", "F32", (width,)),
        Tensor("output.weight", "F32", (width, vocabulary)),
        Tensor("blk.0.attn_norm.weight", "F32", (width,)),
        Tensor("blk.0.ffn_norm.weight", "F32", (width,)),
        *(Tensor(f"blk.0.attn_{part}.weight", "F32", (width, width)) for part in ("q", "k", "v", "output")),
        Tensor("blk.0.ffn_gate.weight", "F32", (width, 64)),
        Tensor("blk.0.ffn_up.weight", "F32", (width, 64)),
        Tensor("blk.0.ffn_down.weight", "F32", (64, width)),
    ]
    alphabet = {byte: chr(byte) for byte in _LETTERS}
    alphabet |= {byte: chr(256 + n) for n, byte in enumerate(b for b in range(256) if b not in alphabet)}
    facts: dict[str, Any] = {
        "general.architecture": "llama",
        "general.file_type": 0,
        "general.name": "scripted",
        "general.parameter_count": sum(prod(tensor.shape) for tensor in tensors),
        "llama.attention.head_count": 4,
        "llama.attention.head_count_kv": 4,
        "llama.attention.layer_norm_rms_epsilon": 0.00001,
        "llama.block_count": 1,
        "llama.context_length": 4096,
        "llama.embedding_length": width,
        "llama.feed_forward_length": 64,
        **({"llama.pooling_type": 1} if embeds else {}),
        "llama.rope.dimension_count": width // 4,
        "llama.vocab_size": vocabulary,
        "tokenizer.ggml.bos_token_id": vocabulary - 2,
        "tokenizer.ggml.eos_token_id": vocabulary - 1,
        "tokenizer.ggml.merges": ["h e"],
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.token_type": [1] * (vocabulary - 2) + [3, 3],
        "tokenizer.ggml.tokens": [
            *(alphabet[byte] for byte in range(256)),
            *("".join(alphabet[byte] for byte in piece) for piece in pieces),
            "<|im_start|>",
            "<|im_end|>",
        ],
    }
    return Description(facts, tensors)
