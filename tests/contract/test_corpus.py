"""Every answer to the corpus is as openapi.yaml says, and the corpus reaches every operation."""

import pytest

from live.models import MODELS
from tests.contract import left_out
from tests.contract.confinement import MODEL_FIELDS, members, on_loopback
from tests.contract.conformance import Spec
from tests.contract.replay import SPEC, Entry, build, connect, load, send
from tests.contract.target import KINDS, Kind, Servers

ENTRIES = load()


def reached(entry: Entry, spec: Spec) -> str:
    """The operation that an entry is a request of; empty if there is none."""
    operation = spec.operation(entry.request["method"], entry.request["path"])
    return operation.id if operation else ""


def _cases(spec: Spec) -> list[object]:
    return [
        pytest.param(kind, entry, id=f"{kind.name.lower()}-{entry.id}")
        for kind in KINDS
        for entry in ENTRIES
        if reached(entry, spec) not in left_out.OPERATIONS[kind]
    ]


@pytest.mark.parametrize(("kind", "entry"), _cases(Spec.load(SPEC)))
def test_answer_is_as_described(servers: Servers, spec: Spec, kind: Kind, entry: Entry) -> None:
    target = servers(kind)
    with connect(target.url) as client:
        request = build(client, target.names.rename(entry.request))
        if outsiders := target.names.outsiders(request.url.raw_path.decode(), request.content):
            pytest.skip(f"on a server of other people nothing may name {', '.join(outsiders)}")
        exchange = send(client, request)
    status = exchange.status if kind is Kind.EMBEDDED and entry.id in left_out.NOT_IMITATED else entry.status
    assert (exchange.status, spec.faults(exchange)) == (status, []), exchange.body[:500]


def test_corpus_reaches_every_operation(spec: Spec) -> None:
    assert {reached(entry, spec) for entry in ENTRIES} == {operation.id for operation in spec.operations}


def test_corpus_is_large() -> None:
    assert len(ENTRIES) > 130


def test_what_is_left_out_exists(spec: Spec) -> None:
    """A list that names what is no longer there hides what it says."""
    operations = {operation.id for operation in spec.operations}
    assert {*left_out.GENERATED, *left_out.LENIENT}.union(*left_out.OPERATIONS.values()) <= operations


def test_corpus_asks_nobody_beyond_loopback(spec: Spec) -> None:
    """A pull, a push, or a create from a model that is not there, makes the server call out; so do a few operations."""
    there = set(MODELS)
    client = connect("http://127.0.0.1")
    for entry in ENTRIES:
        request = build(client, entry.request)
        operation = reached(entry, spec)
        fields = {key.casefold(): value for key, value in members(request.content) if isinstance(value, str) and value}
        outside: dict[str, str] = {}
        if operation in ("pull", "push"):
            outside = {key: value for key, value in fields.items() if key in MODEL_FIELDS}
        elif operation == "create":
            outside = {key: fields[key] for key in ("from", "remote_host") if key in fields}
            there.add(fields.get("model", ""))
        elif operation in ("whoami", "signout", "delete_key"):
            assert entry.status == 403, f"{entry.id} is not refused by its origin"
        elsewhere = [name for name in outside.values() if not on_loopback(name) and name not in there]
        assert not elsewhere, f"{entry.id} names {elsewhere}"
