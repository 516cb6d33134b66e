"""From the model that a request names to a loaded model."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..http.json import quote
from ..http.responses import APIError
from ..http.server import Response
from .errors import NO_REMOTE_MODEL, not_found
from .models import Model
from .names import Reference
from .options import Options, merge
from .runners import Runner, Runners
from .state import Ollama


@dataclass
class Loaded:
    """A model loaded for one request."""

    runners: Runners
    runner: Runner
    options: Options

    def until_sent(self, response: Response) -> Response:
        """Return the response; the model is released when it has been sent."""
        response.on_end = lambda: self.runners.release(self.runner)
        return response


def find(ollama: Ollama, reference: Reference, text: str) -> Model:
    """Find the model that a request names. Raise `APIError` if it does not exist, or is in the cloud."""
    if reference.source == "cloud":
        raise APIError(403, NO_REMOTE_MODEL)
    model = ollama.store.get(reference.name)
    if model is None or (reference.source == "local" and model.remote_host):
        raise not_found(text)
    return model


def refuse_remote(model: Model) -> None:
    """Raise APIError for a model that runs on another server."""
    if model.remote_host:
        raise APIError(403, NO_REMOTE_MODEL)


@contextmanager
def load(ollama: Ollama, model: Model, fields: dict[str, Any], capabilities: list[str], verb: str) -> Generator[Loaded]:
    """Load a model for a request, and release it if the request fails.

    Raises:
        APIError: the model lacks a capability, or an option is wrong.
    """
    missing = [capability for capability in capabilities if capability not in model.capabilities]
    if "completion" in missing:
        raise APIError(400, f"{quote(fields['model'])} does not support {verb}")
    if missing:
        raise APIError(400, f"{model.name.full} does not support " + "\n".join(missing))
    options = merge(model.parameters, fields["options"])
    runner = ollama.runners.load(model, options, fields["keep_alive"])
    try:
        yield Loaded(ollama.runners, runner, options)
    except BaseException:
        ollama.runners.release(runner)
        raise
