"""Over the links of openapi.yaml, create → show → copy → delete: what was made is there, what was deleted is gone."""

import contextlib
from typing import Any

import hypothesis
import pytest
import schemathesis

from tests.contract import fuzzing, left_out
from tests.contract.conformance import Spec
from tests.contract.replay import SPEC
from tests.contract.target import Servers, Target, main_kind, remove_all

STEPS = {"create", "show", "copy", "delete"}
LINKS = {("create", "show"), ("create", "copy"), ("create", "delete"), ("copy", "show"), ("copy", "delete")}
SETTINGS = hypothesis.settings(
    max_examples=15,
    stateful_step_count=8,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],  # shrinking would send thousands of requests
)


def lifecycle(target: Target, spec: Spec, walked: set[tuple[str, str]]) -> Any:
    """The links as a state machine that knows which models there must be, and notes each link that it walked."""
    judge = fuzzing.Judge(spec)
    others = {operation.id for operation in spec.operations} - STEPS
    api = fuzzing.schema(spec, others)
    api.config.generation.update(modes=[schemathesis.GenerationMode.POSITIVE])  # wrong requests lead nowhere
    machine: Any = api.as_state_machine()

    class Lifecycle(machine):  # type: ignore[misc]  # the base is made at run time
        def setup(self) -> None:
            self.there: dict[str, bool] = {}
            self.operations: dict[str, str] = {}

        def step(self, input: Any) -> Any:
            output = super().step(input)
            self.operations[input.case.id] = fuzzing.operation_id(input.case)
            link = input.transition
            if link and not link.is_inferred and output.response.status_code == 200:
                walked.add((self.operations[link.parent_id], fuzzing.operation_id(input.case)))
            return output

        def before_call(self, case: fuzzing.Case) -> None:
            if fuzzing.operation_id(case) == "create":  # of all that could be in it, what surely makes a model
                body: Any = case.body
                case.body = {"model": str(body), "from": "sky", "stream": bool(body.get("stream"))}
            fuzzing.confine(case, target.names)

        def call(self, case: fuzzing.Case, **_: Any) -> schemathesis.Response:
            return fuzzing.call(case, target)

        def validate_response(self, response: schemathesis.Response, case: fuzzing.Case, **_: Any) -> None:
            judge.hold(case, response)
            self._keep_account(fuzzing.operation_id(case), case.body, response)

        def _keep_account(self, operation: str, body: Any, response: schemathesis.Response) -> None:
            done = response.status_code == 200
            names = {key: str(value) for key, value in body.items() if value is not None}
            model = names.get("model") or names.get("name", "")
            if operation == "create" and done and b'"success"' in response.content:
                self.there[model] = True
            elif operation == "copy" and done and names["destination"] != names["source"]:
                self.there[names["destination"]] = True  # onto itself, even a model that is not there copies well
            elif operation == "delete" and (done or response.status_code == 404):
                assert self.there.get(model, done) == done, f"{model} was there: {not done}"
                self.there[model] = False
            elif operation == "show" and response.status_code in (200, 404) and model in self.there:
                assert self.there[model] == done, f"{model} is there: {done}"

        def teardown(self) -> None:
            remove_all(target.url, target.names("scratch-"))

    return Lifecycle


@pytest.mark.skipif("create" in left_out.OPERATIONS[main_kind()], reason="the server makes no models")
def test_models_live_and_die_as_the_links_say(servers: Servers) -> None:
    spec = Spec.load(SPEC)
    walked: set[tuple[str, str]] = set()
    for seed in range(10):
        machine = hypothesis.seed(seed)(lifecycle(servers(main_kind()), spec, walked))
        # schemathesis learns from answers which links lead somewhere, and hypothesis may refuse that it then chooses
        # others. What came before counts; a request that was answered wrong raises something else.
        with contextlib.suppress(hypothesis.errors.FlakyStrategyDefinition):
            machine.run(settings=SETTINGS)
        if walked == LINKS:
            return
    raise AssertionError(f"never walked: {sorted(LINKS - walked)}")
