"""Every response to valid and invalid generated requests conforms to openapi.yaml.

`CONTRACT_EXAMPLES=500 pytest tests/contract/test_schemathesis.py` sends more requests, and others each time.
`CONTRACT_QUICK=1` skips the systematic ones, which make each field invalid in each way.
"""

import os
from typing import Any

import hypothesis
import pytest

from tests.contract import fuzzing, left_out
from tests.contract.conformance import Spec
from tests.contract.replay import SPEC
from tests.contract.target import Kind, Servers, main_kind

MORE = os.environ.get("CONTRACT_EXAMPLES")
SETTINGS = hypothesis.settings(
    max_examples=int(MORE or 15),
    derandomize=not MORE,
    suppress_health_check=list(hypothesis.HealthCheck),
    # Shrinking sends thousands of requests for up to five minutes, so it is only for finding faults.
    phases=list(hypothesis.Phase) if MORE else [hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
DESCRIPTION = Spec.load(SPEC)
CHECKER = fuzzing.ResponseChecker(DESCRIPTION)


def operations_of(kind: Kind) -> Any:
    """Return the description of the operations for which a server of that kind gets generated requests."""
    api = fuzzing.schema(DESCRIPTION, left_out.generated(kind))
    api.config.phases.coverage.enabled = not os.environ.get("CONTRACT_QUICK")
    return api


@operations_of(main_kind()).parametrize()  # type: ignore[untyped-decorator]  # schemathesis has no types here
@SETTINGS
def test_generated_requests(case: fuzzing.Case, servers: Servers) -> None:
    CHECKER.try_case(case, servers(main_kind()))


@pytest.mark.skipif(main_kind() is Kind.EMBEDDED, reason="the test above ran on it")
@operations_of(Kind.EMBEDDED).parametrize()  # type: ignore[untyped-decorator]  # as above
@SETTINGS
def test_generated_requests_to_the_embedded_server(case: fuzzing.Case, servers: Servers) -> None:
    CHECKER.try_case(case, servers(Kind.EMBEDDED))
