"""Requests that schemathesis generates from openapi.yaml, with allowed model names and streams checked line by line."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import schemathesis
from schemathesis.checks import CHECKS, load_all_checks

from tests.contract import left_out
from tests.contract.confinement import MODEL_PATH, Namespace
from tests.contract.conformance import STREAMS, Exchange, InvalidJSON, Spec, stream_values
from tests.contract.leniency import Leniency
from tests.contract.target import Target

NDJSON = "application/x-ndjson"
Case = schemathesis.Case[Any]
TIMEOUT = 60  # seconds


@schemathesis.deserializer(*STREAMS)
def parse_stream(_: schemathesis.DeserializationContext, response: schemathesis.Response) -> list[Any]:
    """Return the lines or events of a stream. By default schemathesis skips NDJSON and does not parse events."""
    values = list(stream_values(response.content))
    for value in values:
        if isinstance(value, InvalidJSON):
            raise ValueError(value)
    return values


def with_streams_as_arrays(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description with array schemas for NDJSON, because a deserialised stream is a list of lines."""
    rewritten: dict[str, Any] = copy.deepcopy(dict(document))
    for response in _responses(rewritten):
        for kind, media in response.get("content", {}).items():
            if kind == NDJSON:
                media["schema"] = {"type": "array", "minItems": 1, "items": media["schema"]}
    return rewritten


def _responses(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from document.get("components", {}).get("responses", {}).values()
    for path in document["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                yield from operation.get("responses", {}).values()


def schema(spec: Spec, leave_out: Iterable[str] = ()) -> Any:
    """Load a description into schemathesis, without the operations with the given ids."""
    loaded: Any = schemathesis.openapi.from_dict(with_streams_as_arrays(spec.document))
    for operation in leave_out:
        loaded = loaded.exclude(operation_id=operation)
    return loaded


def operation_id(case: Case) -> str:
    """Return the id of a case's operation."""
    return str(case.operation.definition.raw["operationId"])


def confine(case: Case, names: Namespace) -> None:
    """Replace the names in a generated case by allowed ones, in place."""
    operation = operation_id(case)
    case.body = names.confine(operation, case.body)
    if case.path.startswith(MODEL_PATH) and "model" in case.path_parameters:
        name = str(case.path_parameters["model"])
        case.path_parameters["model"] = names.choose(operation, "model", name, len(name))


def call(case: Case, target: Target) -> schemathesis.Response:
    """Send a case to a server and return the response."""
    return case.call(base_url=target.url, session=target.session, timeout=TIMEOUT)


class ResponseChecker:
    """Checks responses against openapi.yaml, with the applicable checks of schemathesis and one of this project."""

    def __init__(self, spec: Spec) -> None:
        load_all_checks()
        self._spec = spec
        self._leniency = Leniency(spec)
        self._checks = {name: CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in left_out.CHECKS}

    def try_case(self, case: Case, target: Target) -> None:
        """Send a generated case with allowed names to a server, and check the response."""
        confine(case, target.names)
        self.check(case, call(case, target))

    def check(self, case: Case, response: schemathesis.Response) -> None:
        """Raise schemathesis' FailureGroup, with all failures and a command that repeats the request."""
        checks = dict(self._checks)
        if self._leniency.accepts(operation_id(case), case.body):
            del checks["negative_data_rejection"]
        selected: list[Any] = [*checks.values(), self._every_field_declared]
        case.validate_response(response, checks=selected)

    def _every_field_declared(self, _: schemathesis.CheckContext, response: schemathesis.Response, case: Case) -> None:
        if case.method.upper() != case.operation.method.upper():  # a method that the path must reject
            return
        headers = {name: values[0] for name, values in response.headers.items()}
        path = str(response.request.path_url)
        faults = self._spec.faults(Exchange(case.method, path, response.status_code, headers, response.content))
        assert not faults, "\n".join(faults)
