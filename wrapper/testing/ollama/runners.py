"""What is loaded: for how long, and which tokens of the last prompt are still at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .clock import FOREVER, Clock

if TYPE_CHECKING:
    from .models import Model
    from .options import Options

_MOST = 3  # models at once
_KEEP = 300.0


_BLOCK = 256  # the context is kept in blocks of so many tokens
_ALIKE = 0.1  # a prompt that shares less than this with the last one takes its place
_WORTH_KEEPING = 0.5  # what is lost more of than this is put aside for later
_WORTH_FETCHING = 0.25


@dataclass
class Runner:
    """A loaded model, and the tokens it has at hand: of the last prompt and its reply, and of others put aside."""

    model: Model
    num_ctx: int
    setting: tuple[Any, ...]
    keep_alive: float
    expires: int = 0
    busy: int = 0
    tokens: list[int] = field(default_factory=list[int])
    aside: list[list[int]] = field(default_factory=list[list[int]])

    @property
    def room(self) -> int:
        """How many tokens there is room for, whatever `num_ctx` says."""
        return -(-self.num_ctx // _BLOCK) * _BLOCK

    def read(self, prompt: list[int]) -> int:
        """Take in a prompt; give how many of its tokens were at hand, all but one at most."""
        common = _common(self.tokens, prompt)
        alike = common > _ALIKE * len(prompt)
        if self.tokens and not (alike and common >= _WORTH_KEEPING * len(self.tokens)):
            self._put_aside()
            common = self._fetch(prompt, common)
        self.tokens = list(prompt)
        return min(common, len(prompt) - 1)

    def say(self, tokens: list[int]) -> None:
        """Keep at hand what the model has said."""
        self.tokens += tokens

    def _put_aside(self) -> None:
        if any(_common(old, self.tokens) == len(self.tokens) for old in self.aside):
            return
        self.aside = [old for old in self.aside if _common(old, self.tokens) < len(old)]
        self.aside.append(self.tokens)

    def _fetch(self, prompt: list[int], common: int) -> int:
        kept, found = common / len(self.tokens), None
        for old in self.aside:
            shared = _common(old, prompt)
            if shared >= _WORTH_FETCHING * len(old) and shared / len(old) > kept and shared > common:
                kept, common, found = shared / len(old), shared, old
        if found is not None:
            self.aside.remove(found)
        return common


def _common(old: list[int], new: list[int]) -> int:
    """How long the beginning is that two lists share."""
    for at, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return at
    return min(len(old), len(new))


class Runners:
    """The loaded models. Copies of a model share one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._loaded: dict[str, Runner] = {}

    def load(self, model: Model, options: Options, keep_alive: float | None, shift: bool | None) -> Runner:
        """Load a model, or find it loaded. It stays until `release`, and then for as long as `keep_alive` says."""
        self._expire()
        key = _key(model)
        setting = (*options.of_runner, shift is not False)
        context = min(max(options.num_ctx, 4), model.description.of_family("context_length", options.num_ctx))
        runner = self._loaded.get(key)
        if runner is None or (runner.num_ctx, runner.setting) != (context, setting):
            if runner is None and len(self._loaded) >= _MOST:
                idle = [k for k, r in self._loaded.items() if not r.busy] or list(self._loaded)
                del self._loaded[min(idle, key=lambda k: (self._loaded[k].keep_alive, k))]
            runner = self._loaded[key] = Runner(model, context, setting, _KEEP)
        if keep_alive is not None:
            runner.keep_alive = keep_alive
        runner.busy += 1
        runner.expires = self._end(runner)
        return runner

    def release(self, runner: Runner) -> None:
        runner.busy -= 1
        runner.expires = self._end(runner)
        self._expire()

    def unload(self, model: Model) -> None:
        runner = self._loaded.get(_key(model))
        if runner:
            runner.keep_alive = 0
            runner.expires = self._clock.now()
            self._expire()

    def loaded(self) -> list[Runner]:
        """The loaded models, the one that stays longest first."""
        self._expire()
        return sorted(self._loaded.values(), key=lambda r: -(r.expires // 10**9))

    def _end(self, runner: Runner) -> int:
        return self._clock.now() + (FOREVER if runner.keep_alive * 1e9 >= FOREVER else int(runner.keep_alive * 1e9))

    def _expire(self) -> None:
        now = self._clock.now()
        for key in [k for k, r in self._loaded.items() if r.expires <= now and not r.busy]:
            del self._loaded[key]


def _key(model: Model) -> str:
    return model.weights.digest if model.weights else model.digest
