# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_float, copy_container, drop_none
from ..model import ApiModel, ExtraField, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class Options(ApiModel):
    """Options of the model, such as `temperature` and `num_ctx`. The server ignores unknown options and rejects a
    value of the wrong type with status 500. Default: the model's own options.
    """

    num_keep: int | None
    """Number of tokens at the start of the prompt to keep when the context is shifted."""
    seed: int | None
    """Seed of the random number generator; the same seed produces the same text. A negative value means a random
    seed.
    """
    num_predict: int | None
    """Maximum number of tokens to generate. A negative value means no limit."""
    top_k: int | None
    """Number of most likely tokens to sample from."""
    top_p: float | None
    """Sample from the most likely tokens whose probabilities add up to this value."""
    min_p: float | None
    """Minimum probability of a token, relative to that of the most likely token."""
    typical_p: float | None
    """Sample from the most typical tokens whose probabilities add up to this value. 1 disables it."""
    repeat_last_n: int | None
    """Number of last tokens to check for repetitions. 0 disables the check, -1 means the whole context."""
    temperature: float | None
    """Randomness of the sampling; 0 always selects the most likely token."""
    repeat_penalty: float | None
    """Penalty for repeated tokens. 1 disables it."""
    presence_penalty: float | None
    """Penalty for tokens that occurred before. 0 disables it."""
    frequency_penalty: float | None
    """Penalty for tokens in proportion to how often they occurred before. 0 disables it."""
    stop: list[str] | None
    """Strings at which generation stops; they are not part of the reply."""
    num_ctx: int | None
    """Size of the context in tokens; a change reloads the model."""
    num_batch: int | None
    """Number of prompt tokens to process in one batch."""
    num_gpu: int | None
    """Number of layers to run on the GPU. -1 lets the server decide."""
    main_gpu: int | None
    """Index of the GPU that holds small tensors."""
    use_mmap: bool | None
    """Whether to map the model's file into memory."""
    num_thread: int | None
    """Number of CPU threads. 0 lets the runner decide."""
    draft_num_predict: int | None
    """Number of tokens that the draft model predicts in advance, if the model has one."""

    additional_properties: dict[str, Any]

    numa = ExtraField()
    low_vram = ExtraField()
    f16_kv = ExtraField()
    logits_all = ExtraField()
    vocab_only = ExtraField()
    use_mlock = ExtraField()
    embedding_only = ExtraField()
    tfs_z = ExtraField()
    mirostat = ExtraField()
    mirostat_tau = ExtraField()
    mirostat_eta = ExtraField()
    penalize_newline = ExtraField()

    __attributes__: ClassVar[Mapping[str, str]] = {
        "num_keep": "num_keep",
        "seed": "seed",
        "num_predict": "num_predict",
        "top_k": "top_k",
        "top_p": "top_p",
        "min_p": "min_p",
        "typical_p": "typical_p",
        "repeat_last_n": "repeat_last_n",
        "temperature": "temperature",
        "repeat_penalty": "repeat_penalty",
        "presence_penalty": "presence_penalty",
        "frequency_penalty": "frequency_penalty",
        "stop": "stop",
        "num_ctx": "num_ctx",
        "num_batch": "num_batch",
        "num_gpu": "num_gpu",
        "main_gpu": "main_gpu",
        "use_mmap": "use_mmap",
        "num_thread": "num_thread",
        "draft_num_predict": "draft_num_predict",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "num_keep": ("int",),
        "seed": ("int",),
        "num_predict": ("int",),
        "top_k": ("int",),
        "top_p": ("float",),
        "min_p": ("float",),
        "typical_p": ("float",),
        "repeat_last_n": ("int",),
        "temperature": ("float",),
        "repeat_penalty": ("float",),
        "presence_penalty": ("float",),
        "frequency_penalty": ("float",),
        "stop": (("list", "str"),),
        "num_ctx": ("int",),
        "num_batch": ("int",),
        "num_gpu": ("int",),
        "main_gpu": ("int",),
        "use_mmap": ("bool",),
        "num_thread": ("int",),
        "draft_num_predict": ("int",),
    }

    def __init__(
        self,
        *,
        num_keep: int | None = None,
        seed: int | None = None,
        num_predict: int | None = None,
        top_k: int | None = None,
        top_p: float | None = None,
        min_p: float | None = None,
        typical_p: float | None = None,
        repeat_last_n: int | None = None,
        temperature: float | None = None,
        repeat_penalty: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        stop: Sequence[str] | None = None,
        num_ctx: int | None = None,
        num_batch: int | None = None,
        num_gpu: int | None = None,
        main_gpu: int | None = None,
        use_mmap: bool | None = None,
        num_thread: int | None = None,
        draft_num_predict: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Any,
    ) -> None:
        self._fill(
            {
                "num_keep": num_keep,
                "seed": seed,
                "num_predict": num_predict,
                "top_k": top_k,
                "top_p": top_p,
                "min_p": min_p,
                "typical_p": typical_p,
                "repeat_last_n": repeat_last_n,
                "temperature": temperature,
                "repeat_penalty": repeat_penalty,
                "presence_penalty": presence_penalty,
                "frequency_penalty": frequency_penalty,
                "stop": copy_container(stop),
                "num_ctx": num_ctx,
                "num_batch": num_batch,
                "num_gpu": num_gpu,
                "main_gpu": main_gpu,
                "use_mmap": use_mmap,
                "num_thread": num_thread,
                "draft_num_predict": draft_num_predict,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.num_keep = src["num_keep"] if "num_keep" in src else None
        self.seed = src["seed"] if "seed" in src else None
        self.num_predict = src["num_predict"] if "num_predict" in src else None
        self.top_k = src["top_k"] if "top_k" in src else None
        self.top_p = as_float(src["top_p"]) if "top_p" in src else None
        self.min_p = as_float(src["min_p"]) if "min_p" in src else None
        self.typical_p = as_float(src["typical_p"]) if "typical_p" in src else None
        self.repeat_last_n = src["repeat_last_n"] if "repeat_last_n" in src else None
        self.temperature = as_float(src["temperature"]) if "temperature" in src else None
        self.repeat_penalty = as_float(src["repeat_penalty"]) if "repeat_penalty" in src else None
        self.presence_penalty = as_float(src["presence_penalty"]) if "presence_penalty" in src else None
        self.frequency_penalty = as_float(src["frequency_penalty"]) if "frequency_penalty" in src else None
        self.stop = src["stop"] if "stop" in src else None
        self.num_ctx = src["num_ctx"] if "num_ctx" in src else None
        self.num_batch = src["num_batch"] if "num_batch" in src else None
        self.num_gpu = src["num_gpu"] if "num_gpu" in src else None
        self.main_gpu = src["main_gpu"] if "main_gpu" in src else None
        self.use_mmap = src["use_mmap"] if "use_mmap" in src else None
        self.num_thread = src["num_thread"] if "num_thread" in src else None
        self.draft_num_predict = src["draft_num_predict"] if "draft_num_predict" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
