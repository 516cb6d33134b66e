"""Wrong requests that the server takes as they are: openapi.yaml says what to send, which is less."""

from typing import Any

from tests.contract import left_out
from tests.contract.conformance import Spec


class Leniency:
    """How the server reads a body: null is nothing, fractions are cut, no member is missed, some may be anything."""

    def __init__(self, spec: Spec) -> None:
        self._spec = Spec(_without_required(spec.document))
        self._pointers = {operation.id: operation.pointer for operation in spec.operations}

    def takes(self, operation: str, body: Any) -> bool:
        """Whether all that is wrong with a JSON body is of the kinds that the server does not refuse."""
        pointer = self._pointers[operation]
        content = self._spec.at(pointer).get("requestBody", {}).get("content", {})
        if "application/json" not in content or not isinstance(body, dict):
            return False
        judged = _as_read(body, frozenset(left_out.LENIENT.get(operation, {})))
        return self._spec.is_valid(judged, f"{pointer}/requestBody/content/application~1json/schema")


def _as_read(value: Any, anything: frozenset[str], path: str = "") -> Any:
    if isinstance(value, dict):
        places = {key: f"{path}.{key}".removeprefix(".") for key in value}
        dropped = {key for key, place in places.items() if place in anything or key in left_out.LENIENT_ANYWHERE}
        read = {key: _as_read(member, anything, places[key]) for key, member in value.items() if key not in dropped}
        return {key: member for key, member in read.items() if member is not None}
    if isinstance(value, list):
        return [_as_read(item, anything, path) for item in value if item is not None]
    return int(value) if isinstance(value, float) else value


def _without_required(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: member for key, member in value.items() if key != "required" or not isinstance(member, list)}
        return {key: _without_required(member) for key, member in kept.items()}
    return [_without_required(item) for item in value] if isinstance(value, list) else value
