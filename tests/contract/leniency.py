"""Invalid requests that the server accepts: it is more lenient than openapi.yaml."""

from typing import Any

from tests.contract import left_out
from tests.contract.conformance import Spec


class Leniency:
    """The server's rules: null is unset, fractions are truncated, members are optional, some fields accept any type."""

    def __init__(self, spec: Spec) -> None:
        self._spec = Spec(_without_required(spec.document))
        self._pointers = {operation.id: operation.pointer for operation in spec.operations}

    def accepts(self, operation: str, body: Any) -> bool:
        """Whether the server accepts a JSON body in spite of all its errors."""
        pointer = self._pointers[operation]
        content = self._spec.at(pointer).get("requestBody", {}).get("content", {})
        if "application/json" not in content or not isinstance(body, dict):
            return False
        any_type = {*left_out.LENIENT.get(operation, {})}
        if _unloads(body):
            any_type.add("options")  # not read
        normalised = _normalise(body, frozenset(any_type))
        return self._spec.is_valid(normalised, f"{pointer}/requestBody/content/application~1json/schema")


def _unloads(body: dict[str, Any]) -> bool:
    """Whether a chat or generate request only unloads its model."""
    return body.get("keep_alive") in (0, "0") and not (body.get("messages") or body.get("prompt"))


def _normalise(value: Any, any_type: frozenset[str], path: str = "") -> Any:
    if isinstance(value, dict):
        paths = {key: f"{path}.{key}".removeprefix(".") for key in value}
        dropped = {key for key, path in paths.items() if path in any_type or key in left_out.LENIENT_ANYWHERE}
        normalised = {
            key: _normalise(member, any_type, paths[key]) for key, member in value.items() if key not in dropped
        }
        return {key: member for key, member in normalised.items() if member is not None}
    if isinstance(value, list):
        return [_normalise(item, any_type, path) for item in value if item is not None]
    return int(value) if isinstance(value, float) else value


def _without_required(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: member for key, member in value.items() if key != "required" or not isinstance(member, list)}
        return {key: _without_required(member) for key, member in kept.items()}
    return [_without_required(item) for item in value] if isinstance(value, list) else value
