"""A tiny model, as GGUF bytes, that always returns one scripted reply.

Its weights are built, not trained. Attention and feed-forward are zero, so the next token depends on the
current token alone; embeddings are one-hot, so the output matrix is a table from token to next token. Every
token of a prompt leads to the script's first token, each script token to the next one, the last to end-of-text.
A server loads it like any other model, and its reply is the same on every run, at any seed.
"""

import random
import re
import struct
from collections.abc import Iterable

from live.gguf import Tensor, Value, encode

ONE = struct.pack("<f", 1.0)
CONTEXT = 4096  # tokens
HEADS = 4
HIDDEN = 64  # width of the feed-forward layer, which does nothing
BLOCK = 64  # the embedding's width is a multiple of this; kernels want round numbers
NORMAL, CONTROL = 1, 3  # token types
MEAN_POOLING = 1


def scripted_gguf(reply: str, *, embedding: bool = False, cycle: bool = False) -> bytes:
    """Return a model of a few hundred kilobytes to a few megabytes that replies with `reply`.

    A byte that is not valid UTF-8 is written as its surrogate of Python's surrogateescape.
    With `cycle` the reply repeats without an end-of-text. With `embedding` the model declares mean pooling, which
    makes it an embedding model: strings with the same bytes have similar vectors.
    """
    letters = _byte_letters()
    # One token per word, with its leading blank as in real vocabularies.
    pieces: list[str] = re.findall(r"\s?\S+|\s+", reply)
    words = ["".join(letters[byte] for byte in piece.encode(errors="surrogateescape")) for piece in pieces]
    tokens = [*letters, *words, "<|im_start|>", "<|im_end|>"]
    vocabulary, end = len(tokens), len(tokens) - 1
    width = -(-vocabulary // BLOCK) * BLOCK
    # Each occurrence of a word is a separate token, so each token has exactly one next token.
    script = range(len(letters), len(letters) + len(words))
    following = dict(zip(script, [*script[1:], script[0] if cycle else end], strict=True))
    metadata: dict[str, Value] = {
        "general.architecture": "llama",
        "general.name": "scripted",
        "llama.context_length": CONTEXT,
        "llama.embedding_length": width,
        "llama.block_count": 1,
        "llama.feed_forward_length": HIDDEN,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": HEADS,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "llama.rope.dimension_count": width // HEADS,
        "general.file_type": 0,  # all weights are 32-bit floats
        "llama.vocab_size": vocabulary,
        # Before the tokenizer, because the server's list of models stops reading there and would miss the pooling.
        **({"llama.pooling_type": MEAN_POOLING} if embedding else {}),
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": [NORMAL] * (vocabulary - 2) + [CONTROL] * 2,
        "tokenizer.ggml.merges": ["h e"],  # at least one is required; it produces no token, so prompts stay bytes
        "tokenizer.ggml.bos_token_id": vocabulary - 2,
        "tokenizer.ggml.eos_token_id": end,
    }
    steps = ((following.get(token, script[0]), token) for token in range(vocabulary))
    one_hot = _matrix(vocabulary, width, ((token, token) for token in range(vocabulary)))
    tensors = {
        "token_embd.weight": _blurred(one_hot) if embedding else one_hot,
        "output_norm.weight": Tensor((width,), ONE * width),
        "output.weight": _matrix(vocabulary, width, steps),
        "blk.0.attn_norm.weight": Tensor((width,), ONE * width),
        "blk.0.ffn_norm.weight": Tensor((width,), ONE * width),
        "blk.0.attn_q.weight": _matrix(width, width),
        "blk.0.attn_k.weight": _matrix(width, width),
        "blk.0.attn_v.weight": _matrix(width, width),
        "blk.0.attn_output.weight": _matrix(width, width),
        "blk.0.ffn_gate.weight": _matrix(HIDDEN, width),
        "blk.0.ffn_up.weight": _matrix(HIDDEN, width),
        "blk.0.ffn_down.weight": _matrix(width, HIDDEN),
    }
    return encode(metadata, tensors)


def _matrix(rows: int, columns: int, ones: Iterable[tuple[int, int]] = ()) -> Tensor:
    values = bytearray(4 * rows * columns)
    for row, column in ones:
        at = 4 * (row * columns + column)
        values[at : at + 4] = ONE
    return Tensor((rows, columns), bytes(values))


def _blurred(matrix: Tensor) -> Tensor:
    """Add fixed small noise, so that an embedding is not just a count of bytes with many zeros."""
    noise = random.Random(0)
    values = (value + noise.random() / 5 - 0.1 for (value,) in struct.iter_unpack("<f", matrix.values))
    return Tensor(matrix.shape, b"".join(map(struct.Struct("<f").pack, values)))


def _byte_letters() -> list[str]:
    """Return the printable character for each byte in a GPT-2 vocabulary."""
    printable = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return [chr(byte if byte in printable else next(others)) for byte in range(256)]
