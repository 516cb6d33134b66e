"""The built-in models. Each has one reply, a token for each word, whatever the prompt is."""

import hashlib
import json
from math import prod
from typing import Any

from ..script.replies import words
from .models import DEFAULT_TEMPLATE, Description, Layer, Model, Tensor, Weights, layer
from .names import Name, parse

_PLAIN = (
    "{{ if .System }}<|im_start|>system {{ .System }}<|im_end|>{{ end }}"
    "<|im_start|>user {{ .Prompt }}<|im_end|><|im_start|>assistant "
)
CONVERSATIONAL = (  # with tools and thinking
    "{{- if or .System .Tools }}<|im_start|>system {{ .System }}"
    "{{ if .Tools }} tools: {{ range .Tools }}{{ .Function }}{{ end }}"
    ' reply as <tool_call>{"name": , "arguments": }</tool_call>{{ end }}<|im_end|>{{ end }}'
    "{{ range .Messages }}<|im_start|>{{ .Role }} "
    "{{ if .Thinking }}<think>{{ .Thinking }}</think>{{ end }}{{ .Content }}"
    "{{ if .ToolCalls }}{{ range .ToolCalls }}"
    '<tool_call>{"name": "{{ .Function.Name }}", "arguments": {{ .Function.Arguments }}}</tool_call>{{ end }}{{ end }}'
    "<|im_end|>{{ end }}<|im_start|>assistant "
)
SKY = "The sky is blue because of Rayleigh scattering."
_CALL = '<tool_call>{"name": "get_weather", "arguments": {"city": "Paris"}}</tool_call>'

# the digests of the weights of these models on a real server: an upload finds them already there
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
    """Return the built-in models, created at a time in ns since 1970."""

    def model(name: str, weights: Weights, template: str = _PLAIN, num_predict: int = 64) -> Model:
        weights.digest = f"sha256:{_DIGESTS[name]}"
        return assemble(parse(name), weights, template, {"num_predict": num_predict, "temperature": 0}, modified)

    return [
        model("sky", scripted_weights(SKY)),
        model("thinker", scripted_weights(f"<think>Let me recall Rayleigh.</think> {SKY}"), CONVERSATIONAL),
        model("caller", scripted_weights(_CALL), CONVERSATIONAL),
        model("embedder", scripted_weights("embedding", embeds=True), DEFAULT_TEMPLATE),
        # valid inside JSON, and line breaks to str.splitlines()
        model("separators", scripted_weights("one\u0085two \u2028three\u2029four \u2603 five")),
        # a byte that is not UTF-8: a real server's stream then ends without "done": true
        model("breaker", scripted_weights("before \udcff after")),
        model("endless", scripted_weights("tick tock", cycle=True), num_predict=100_000),
    ]


def scripted_weights(reply: str, *, embeds: bool = False, cycle: bool = False) -> Weights:
    """Return weights with this reply; a surrogate in it stands for a byte that is not UTF-8."""
    pieces = [word.encode(errors="surrogateescape") for word in words(reply)]
    digest = hashlib.sha256(repr((pieces, embeds, cycle)).encode()).hexdigest()
    vocabulary = 256 + len(pieces) + 2
    width = -(-vocabulary // 64) * 64
    size = 4 * (2 * vocabulary * width + 4 * width * width + 3 * 64 * width + 3 * width)
    return Weights(f"sha256:{digest}", size, pieces, lambda: _describe(pieces, vocabulary, width, embeds), cycle)


def assemble(name: Name, weights: Weights, template: str, parameters: dict[str, Any], modified: int) -> Model:
    """Return a model of weights, a template and parameters."""
    layers = [Layer("model", weights.digest, weights.size), layer("template", template)]
    if parameters:
        layers.append(layer("params", parameters_text(parameters)))
    return Model(name, weights, layers, template, parameters=parameters, modified=modified)


def parameters_text(parameters: dict[str, Any]) -> str:
    """Return the content of a layer of parameters."""
    return json.dumps(parameters, sort_keys=True)


def _describe(pieces: list[bytes], vocabulary: int, width: int, embeds: bool) -> Description:
    shapes = {
        "token_embd": (width, vocabulary),
        "output_norm": (width,),
        "output": (width, vocabulary),
        "blk.0.attn_norm": (width,),
        "blk.0.ffn_norm": (width,),
        **{f"blk.0.attn_{part}": (width, width) for part in ("q", "k", "v", "output")},
        "blk.0.ffn_gate": (width, 64),
        "blk.0.ffn_up": (width, 64),
        "blk.0.ffn_down": (64, width),
    }
    letters = {*range(33, 127), *range(161, 173), *range(174, 256)}  # the others are shifted to printable characters
    alphabet = [chr(byte) if byte in letters else "" for byte in range(256)]
    for n, byte in enumerate(byte for byte in range(256) if byte not in letters):
        alphabet[byte] = chr(256 + n)
    llama: dict[str, Any] = {
        "attention.head_count": 4,
        "attention.head_count_kv": 4,
        "attention.layer_norm_rms_epsilon": 0.00001,
        "block_count": 1,
        "context_length": 4096,
        "embedding_length": width,
        "feed_forward_length": 64,
        **({"pooling_type": 1} if embeds else {}),
        "rope.dimension_count": width // 4,
        "vocab_size": vocabulary,
    }
    facts: dict[str, Any] = {
        "general.architecture": "llama",
        "general.file_type": 0,
        "general.name": "scripted",
        "general.parameter_count": sum(map(prod, shapes.values())),
        **{f"llama.{name}": value for name, value in llama.items()},
        "tokenizer.ggml.bos_token_id": vocabulary - 2,
        "tokenizer.ggml.eos_token_id": vocabulary - 1,
        "tokenizer.ggml.merges": ["h e"],
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.token_type": [1] * (vocabulary - 2) + [3, 3],
        "tokenizer.ggml.tokens": [
            *alphabet,
            *("".join(alphabet[byte] for byte in piece) for piece in pieces),
            "<|im_start|>",
            "<|im_end|>",
        ],
    }
    return Description(facts, [Tensor(f"{name}.weight", "F32", shape) for name, shape in shapes.items()])
