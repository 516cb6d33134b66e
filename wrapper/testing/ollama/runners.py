"""The loaded models, and for how long they stay loaded."""

from dataclasses import dataclass
from typing import Any

from .clock import FOREVER, Clock
from .models import Model
from .options import Options

_MAX_LOADED = 3
_KEEP_ALIVE = 300.0  # seconds


@dataclass
class Runner:
    """A loaded model. It stays while requests use it (`busy`), and until it expires."""

    model: Model
    num_ctx: int
    settings: tuple[Any, ...]
    keep_alive: float = _KEEP_ALIVE
    expires: int = 0
    busy: int = 0


class Runners:
    """The loaded models. Copies of a model share one runner."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._loaded: dict[str, Runner] = {}

    def load(self, model: Model, options: Options, keep_alive: float | None) -> Runner:
        """Load a model, or find it loaded with the same options. The caller must `release` it."""
        self._expire()
        key = _key(model)
        num_ctx = min(max(options.num_ctx, 4), model.description.of_family("context_length", options.num_ctx))
        runner = self._loaded.get(key)
        if runner is None or (runner.num_ctx, runner.settings) != (num_ctx, options.of_runner):
            if runner is None and len(self._loaded) >= _MAX_LOADED:
                idle = [k for k, r in self._loaded.items() if not r.busy] or list(self._loaded)
                del self._loaded[min(idle, key=lambda k: (self._loaded[k].keep_alive, k))]
            runner = self._loaded[key] = Runner(model, num_ctx, options.of_runner)
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
        if runner := self._loaded.get(_key(model)):
            runner.keep_alive = 0
            runner.expires = self._clock.now()
            self._expire()

    def loaded(self) -> list[Runner]:
        """Return the loaded models, the one that stays longest first."""
        self._expire()
        return sorted(self._loaded.values(), key=lambda r: -(r.expires // 10**9))

    def _end(self, runner: Runner) -> int:
        return self._clock.now() + (FOREVER if runner.keep_alive * 1e9 >= FOREVER else int(runner.keep_alive * 1e9))

    def _expire(self) -> None:
        now = self._clock.now()
        self._loaded = {key: r for key, r in self._loaded.items() if r.busy or r.expires > now}


def _key(model: Model) -> str:
    return model.weights.digest if model.weights else model.digest
