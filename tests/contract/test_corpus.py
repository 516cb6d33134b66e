"""Every response to the corpus conforms to openapi.yaml, and the corpus reaches every operation."""

import pytest

from live.models import MODELS
from tests.contract import left_out
from tests.contract.confinement import MODEL_FIELDS, members, on_loopback
from tests.contract.conformance import Spec
from tests.contract.replay import SPEC, Entry, build, connect, load, send
from tests.contract.target import KINDS, Kind, Servers

ENTRIES = load()


def operation_id(entry: Entry, spec: Spec) -> str:
    """Return the id of an entry's operation, or an empty string."""
    operation = spec.operation(entry.request["method"], entry.request["path"])
    return operation.id if operation else ""


def _cases(spec: Spec) -> list[object]:
    return [
        pytest.param(kind, entry, id=f"{kind.name.lower()}-{entry.id}")
        for kind in KINDS
        for entry in ENTRIES
        if operation_id(entry, spec) not in left_out.OPERATIONS[kind]
    ]


@pytest.mark.parametrize(("kind", "entry"), _cases(Spec.load(SPEC)))
def test_response_conforms(servers: Servers, spec: Spec, kind: Kind, entry: Entry) -> None:
    target = servers(kind)
    with connect(target.url) as client:
        request = build(client, target.names.rename(entry.request))
        if outsiders := target.names.outsiders(request.url.raw_path.decode(), request.content):
            pytest.skip(f"must not name {', '.join(outsiders)} on a foreign server")
        exchange = send(client, request)
    status = exchange.status if kind is Kind.EMBEDDED and entry.id in left_out.NOT_IMITATED else entry.status
    assert (exchange.status, spec.faults(exchange)) == (status, []), exchange.body[:500]


def test_corpus_reaches_every_operation(spec: Spec) -> None:
    assert {operation_id(entry, spec) for entry in ENTRIES} == {operation.id for operation in spec.operations}


def test_corpus_is_large() -> None:
    assert len(ENTRIES) > 130


def test_left_out_operations_exist(spec: Spec) -> None:
    """An outdated entry would hide that nothing is left out."""
    operations = {operation.id for operation in spec.operations}
    assert {*left_out.GENERATED, *left_out.LENIENT}.union(*left_out.OPERATIONS.values()) <= operations


def test_corpus_stays_on_loopback(spec: Spec) -> None:
    """Pull, push, create from a missing model, and a few other operations make the server call out."""
    existing = set(MODELS)
    client = connect("http://127.0.0.1")
    for entry in ENTRIES:
        request = build(client, entry.request)
        operation = operation_id(entry, spec)
        fields = {key.casefold(): value for key, value in members(request.content) if isinstance(value, str) and value}
        remote: dict[str, str] = {}
        if operation in ("pull", "push"):
            remote = {key: value for key, value in fields.items() if key in MODEL_FIELDS}
        elif operation == "create":
            remote = {key: fields[key] for key in ("from", "remote_host") if key in fields}
            existing.add(fields.get("model", ""))
        elif operation in ("whoami", "signout", "delete_key"):
            assert entry.status == 403, f"{entry.id} is not rejected because of its origin"
        elsewhere = [name for name in remote.values() if not on_loopback(name) and name not in existing]
        assert not elsewhere, f"{entry.id} names {elsewhere}"
