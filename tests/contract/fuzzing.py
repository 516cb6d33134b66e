"""openapi.yaml as schemathesis runs it: streams checked line by line, names of models kept in bounds."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import schemathesis
from schemathesis.checks import CHECKS, load_all_checks

from tests.contract import left_out
from tests.contract.confinement import MODEL_PATH, Namespace
from tests.contract.conformance import STREAMS, Exchange, NotJson, Spec, stream_values
from tests.contract.leniency import Leniency
from tests.contract.target import Target

NDJSON = "application/x-ndjson"
Case = schemathesis.Case[Any]
TIMEOUT = 60  # seconds


@schemathesis.deserializer(*STREAMS)
def values(_: schemathesis.DeserializationContext, response: schemathesis.Response) -> list[Any]:
    """The lines or events of a stream. Without this, NDJSON is skipped in silence, and no event read as JSON."""
    found = list(stream_values(response.content))
    for value in found:
        if isinstance(value, NotJson):
            raise ValueError(value)
    return found


def with_streams_as_arrays(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same description, with the schema of the list of lines for NDJSON; events are taken one by one."""
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
    """What `@schema.parametrize()` and `as_state_machine()` are called on; operations are left out by their ids."""
    loaded: Any = schemathesis.openapi.from_dict(with_streams_as_arrays(spec.document))
    for operation in leave_out:
        loaded = loaded.exclude(operation_id=operation)
    return loaded


def operation_id(case: Case) -> str:
    """The id of the operation that a case is of."""
    return str(case.operation.definition.raw["operationId"])


def confine(case: Case, names: Namespace) -> None:
    """Put the names in a generated case in bounds, in place, just before it is sent."""
    operation = operation_id(case)
    case.body = names.confine(operation, case.body)
    if case.path.startswith(MODEL_PATH) and "model" in case.path_parameters:
        name = str(case.path_parameters["model"])
        case.path_parameters["model"] = names.choose(operation, "model", name, len(name))


def call(case: Case, target: Target) -> schemathesis.Response:
    """Send a case to a server."""
    return case.call(base_url=target.url, session=target.session, timeout=TIMEOUT)


class Judge:
    """Holds answers to openapi.yaml, by all checks of schemathesis that make sense and one of our own."""

    def __init__(self, spec: Spec) -> None:
        load_all_checks()
        self._spec = spec
        self._leniency = Leniency(spec)
        self._checks = {name: CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in left_out.CHECKS}

    def try_case(self, case: Case, target: Target) -> None:
        """Send a generated case to a server, with its names put in bounds, and hold the answer to the description."""
        confine(case, target.names)
        self.hold(case, call(case, target))

    def hold(self, case: Case, response: schemathesis.Response) -> None:
        """Raises schemathesis' FailureGroup, which says all that is wrong and how to send the request again."""
        checks = dict(self._checks)
        if self._leniency.takes(operation_id(case), case.body):
            del checks["negative_data_rejection"]
        wanted: list[Any] = [*checks.values(), self._every_field_declared]
        case.validate_response(response, checks=wanted)

    def _every_field_declared(self, _: schemathesis.CheckContext, response: schemathesis.Response, case: Case) -> None:
        if case.method.upper() != case.operation.method.upper():  # a method that the path must refuse
            return
        headers = {name: values[0] for name, values in response.headers.items()}
        path = str(response.request.path_url)
        faults = self._spec.faults(Exchange(case.method, path, response.status_code, headers, response.content))
        assert not faults, "\n".join(faults)
