"""Sequences along links between operations: a created model exists, a deleted one does not."""

import contextlib
import copy
from typing import Any

import hypothesis
import pytest
import schemathesis

from tests.contract import fuzzing, left_out
from tests.contract.conformance import Spec
from tests.contract.replay import SPEC
from tests.contract.target import Servers, Target, main_kind, remove_all

STEPS = {"create", "show", "copy", "delete"}
# Not in openapi.yaml: other generators reject expressions inside the object of a request body. The lists have no links,
# because whatever follows them would delete the user's models.
LINKS = {
    ("create", "show"): {"model": "$request.body#/model"},
    ("create", "copy"): {"source": "$request.body#/model", "destination": "copied"},
    ("create", "delete"): {"model": "$request.body#/model"},
    ("copy", "show"): {"model": "$request.body#/destination"},
    ("copy", "delete"): {"model": "$request.body#/destination"},
}
SETTINGS = hypothesis.settings(
    max_examples=15,
    stateful_step_count=8,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],  # shrinking would send thousands of requests
)


def with_links(spec: Spec) -> Spec:
    """Return the description with the links between successful responses and the requests that follow."""
    linked = Spec(copy.deepcopy(spec.document))
    operations = {operation.id: operation.definition for operation in linked.operations}
    for (source, target), body in LINKS.items():
        links = operations[source]["responses"]["200"].setdefault("links", {})
        links[target] = {"operationId": target, "requestBody": body}
    return linked


def lifecycle(target: Target, spec: Spec, walked: set[tuple[str, str]]) -> Any:
    """Return a state machine of the links that tracks the existing models and records each link in `walked`."""
    checker = fuzzing.ResponseChecker(spec)
    others = {operation.id for operation in spec.operations} - STEPS
    api = fuzzing.schema(spec, others)
    api.config.generation.update(modes=[schemathesis.GenerationMode.POSITIVE])  # invalid requests follow no links
    machine: Any = api.as_state_machine()

    class Lifecycle(machine):  # type: ignore[misc]  # the base is made at run time
        def setup(self) -> None:
            self.exists: dict[str, bool] = {}
            self.operations: dict[str, str] = {}

        def step(self, input: Any) -> Any:
            output = super().step(input)
            self.operations[input.case.id] = fuzzing.operation_id(input.case)
            link = input.transition
            if link and not link.is_inferred and output.response.status_code == 200:
                walked.add((self.operations[link.parent_id], fuzzing.operation_id(input.case)))
            return output

        def before_call(self, case: fuzzing.Case) -> None:
            if fuzzing.operation_id(case) == "create":  # only fields with which creation succeeds
                body: Any = case.body
                case.body = {"model": str(body), "from": "sky", "stream": bool(body.get("stream"))}
            fuzzing.confine(case, target.names)

        def call(self, case: fuzzing.Case, **_: Any) -> schemathesis.Response:
            return fuzzing.call(case, target)

        def validate_response(self, response: schemathesis.Response, case: fuzzing.Case, **_: Any) -> None:
            checker.check(case, response)
            self._track(fuzzing.operation_id(case), case.body, response)

        def _track(self, operation: str, body: Any, response: schemathesis.Response) -> None:
            succeeded = response.status_code == 200
            names = {key: str(value) for key, value in body.items() if value is not None}
            model = names.get("model") or names.get("name", "")
            if operation == "create" and succeeded and b'"success"' in response.content:
                self.exists[model] = True
            elif operation == "copy" and succeeded and names["destination"] != names["source"]:
                self.exists[names["destination"]] = True  # a copy onto itself succeeds even for a missing model
            elif operation == "delete" and (succeeded or response.status_code == 404):
                assert self.exists.get(model, succeeded) == succeeded, f"{model} existed: {not succeeded}"
                self.exists[model] = False
            elif operation == "show" and response.status_code in (200, 404) and model in self.exists:
                assert self.exists[model] == succeeded, f"{model} exists: {succeeded}"

        def teardown(self) -> None:
            remove_all(target.url, target.names("scratch-"))

    return Lifecycle


@pytest.mark.skipif("create" in left_out.OPERATIONS[main_kind()], reason="the server does not create models")
def test_models_follow_the_links(servers: Servers) -> None:
    spec = with_links(Spec.load(SPEC))
    walked: set[tuple[str, str]] = set()
    for seed in range(10):
        machine = hypothesis.seed(seed)(lifecycle(servers(main_kind()), spec, walked))
        # schemathesis learns from responses which links to follow, and hypothesis may reject the changed choices. The
        # links before that count; a wrong response raises another error.
        with contextlib.suppress(hypothesis.errors.FlakyStrategyDefinition):
            machine.run(settings=SETTINGS)
        if walked == LINKS.keys():
            return
    raise AssertionError(f"links that were not followed: {sorted(LINKS.keys() - walked)}")
