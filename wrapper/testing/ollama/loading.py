"""From what a request names to a loaded model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..http.json import quote
from ..http.responses import APIError
from .errors import NO_REMOTE_MODEL, not_found
from .options import Options, merge

if TYPE_CHECKING:
    from types import TracebackType

    from ..http.server import Response
    from .models import Model
    from .names import Reference
    from .runners import Runner, Runners
    from .state import Ollama


@dataclass
class Loaded:
    """A model loaded for one request: let go when the request fails, or when its answer has been sent."""

    runners: Runners
    runner: Runner
    options: Options

    def until_sent(self, answer: Response) -> Response:
        answer.on_end = lambda: self.runners.release(self.runner)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error:
            self.runners.release(self.runner)


def find(ollama: Ollama, asked: Reference, text: str) -> Model:
    """Find the model that a request names.

    Raises:
        APIError: there is none, or it is the cloud's.
    """
    if asked.source == "cloud":
        raise APIError(403, NO_REMOTE_MODEL)
    model = ollama.store.get(asked.name)
    if model is None or (asked.source == "local" and model.remote_host):
        raise not_found(text)
    return model


def refuse_remote(model: Model) -> None:
    """Raise APIError for a model that another server would have to run."""
    if model.remote_host:
        raise APIError(403, NO_REMOTE_MODEL)


def load(ollama: Ollama, model: Model, asked: dict[str, Any], wanted: list[str], verb: str) -> Loaded:
    """Load a model for a request.

    Raises:
        APIError: it cannot do what is wanted, or an option is wrong.
    """
    missing = [capability for capability in wanted if capability not in model.capabilities]
    if "completion" in missing:
        raise APIError(400, f"{quote(asked['model'])} does not support {verb}")
    if missing:
        raise APIError(400, f"{model.name.full} does not support " + "\n".join(missing))
    options = merge(model.parameters, asked["options"])
    runner = ollama.runners.load(model, options, asked["keep_alive"], asked.get("shift"))
    return Loaded(ollama.runners, runner, options)
