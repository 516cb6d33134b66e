"""check-drift on the source of the described server, as it is and with every field and route changed.

Go's module cache has the source once scripts/live-ollama has built the server.
"""

import os
import random
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from drift.compare import PACKAGES, Comparison
from drift.fields import JSONField, json_fields
from drift.go_types import Struct
from drift.routes import Route, routes
from drift.source import File, Source
from drift.spec import Spec
from drift.table import Table

ROOT = Path(__file__).resolve().parents[3]
VERSION = "0.34.0"
CACHE = Path(os.environ.get("GOMODCACHE") or Path(os.environ.get("GOPATH") or Path.home() / "go") / "pkg" / "mod")
SERVER = CACHE / "github.com" / "ollama" / f"ollama@v{VERSION}"
MUTATIONS = int(os.environ.get("DRIFT_MUTATIONS", "10"))
"""How many fields and how many routes are changed; scripts/test-nightly changes all."""
PARTS = 5  # so that no test takes as long as its limit

pytestmark = pytest.mark.skipif(not SERVER.is_dir(), reason=f"Go's module cache has no source of Ollama {VERSION}")


T = TypeVar("T")


class Server:
    """The source of the server, one file of which can be changed at a time."""

    def __init__(self) -> None:
        self.spec = Spec(ROOT / "openapi.yaml")
        self.table = Table(self.spec)
        self.source = Source(SERVER)

    def findings(self) -> list[str]:
        return [str(finding) for finding in Comparison(self.source, self.spec, self.table).findings()]

    @contextmanager
    def changed(self, file: File, line: int, *lines: str) -> Generator[None, None, None]:
        """Replace one line of a file by others."""
        package = file.package
        text = file.path.read_text(encoding="utf-8").splitlines()
        changed = File(package, file.path, "\n".join([*text[: line - 1], *lines, *text[line:]]) + "\n")
        self._swap(file, changed)
        yield
        self._swap(changed, file)

    @staticmethod
    def _swap(old: File, new: File) -> None:
        package = old.package
        package.files[package.files.index(old)] = new
        for cached in ("types", "methods", "constants"):
            package.__dict__.pop(cached, None)

    def fields(self) -> list[tuple[str, JSONField, bool]]:
        """Return the fields of every described struct, and whether openapi.yaml has the field."""
        found: list[tuple[str, JSONField, bool]] = []
        for package in map(self.source.package, PACKAGES):
            for declaration in [one for many in package.types.values() for one in many]:
                parts = self.table.descriptions(declaration.full_name)
                if parts and isinstance(declaration.type, Struct):
                    fields = json_fields(self.source, declaration.file, declaration.type)
                    hidden = {name for part in parts for name in part.go_only}
                    found += [(declaration.full_name, field, name not in hidden) for name, field in fields.items()]
        return found

    def routes(self) -> list[Route]:
        found = [route for route in routes(self.source.package("server")) if isinstance(route, Route)]
        return [route for route in found if f"{route.method} {route.path}" not in self.table.routes]

    def file(self, path: Path) -> File:
        package = self.source.package(path.parent.relative_to(SERVER).as_posix())
        return next(file for file in package.files if file.path == path)


def sample(values: list[T]) -> list[T]:
    return random.Random(0).sample(values, min(MUTATIONS, len(values)))  # noqa: S311 - the same changes in each run


@pytest.fixture(scope="module")
def server() -> Server:
    return Server()


def line_of(place: File, line: int) -> str:
    return place.path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_source_of_the_described_version_has_no_drift(server: Server) -> None:
    assert server.findings() == []


def test_table_has_no_entry_without_a_type(server: Server) -> None:
    names = {one.full_name for path in PACKAGES for many in server.source.package(path).types.values() for one in many}
    assert server.table.structs.keys() - names == set()


@pytest.mark.parametrize("part", range(PARTS))
def test_changed_fields_are_found(server: Server, part: int) -> None:
    fields = [field for field in server.fields() if field[1].tagged and not isinstance(field[1].type, Struct)]
    assert len(fields) > 400
    for owner, field, described in sample(fields)[part::PARTS]:
        text = line_of(field.file, field.line)
        place = f"{field.path}:{field.line}: "
        with server.changed(field.file, field.line):
            removed = server.findings()
        if described:
            assert any("openapi.yaml:" in one and f'"{field.name}"' in one for one in removed), ("removed", owner, text)
        with server.changed(field.file, field.line, text.replace(f'"{field.name}', '"renamed_to', 1)):
            renamed = server.findings()
        assert any(one.startswith(place) and '"renamed_to' in one for one in renamed), ("renamed", owner, text)
        assert not described or len(renamed) > 1
        with server.changed(field.file, field.line, text, "/* new */ New, Newer *[]string // fields"):
            added = server.findings()
        below = f"{field.path}:{field.line + 1}: "
        assert {name for name in ("New", "Newer") for one in added if one.startswith(below) and f'"{name}"' in one} == {
            "New",
            "Newer",
        }, ("added", owner, text)


def test_changed_routes_are_found(server: Server) -> None:
    for route in sample(server.routes()):
        file, text = server.file(route.file), line_of(server.file(route.file), route.line)
        place = f"{route.file}:{route.line}: openapi.yaml lacks the route {route.method} "
        with server.changed(file, route.line):
            [removed] = server.findings()
        assert "openapi.yaml:" in removed
        assert "the server has no route" in removed
        with server.changed(file, route.line, text.replace(f'("{route.path}', f'("{route.path}/new', 1)):
            added, removed = sorted(server.findings(), key=lambda finding: "openapi.yaml:" in finding)
        assert added.startswith(f"{place}{route.path}/new" if route.path != "/" else place)
        assert "the server has no route" in removed
        with server.changed(file, route.line, text, 'if x { g := r.Group("/g"); g.Any("/new/:id", h) }'):
            [added] = server.findings()
        assert added == f"{route.file}:{route.line + 1}: openapi.yaml lacks the route ANY /g/new/:id"
