"""The JSON fields of Go structs."""

from pathlib import Path

import pytest

from drift.fields import json_fields
from drift.go_types import Struct
from drift.source import Source


def fields(root: Path, source: str, name: str = "T", **others: str) -> dict[str, int]:
    """Return the fields of a struct of the package `api`, each with its line."""
    for package, text in {"api": source, **others}.items():
        (root / package).mkdir()
        (root / package / "file.go").write_text(text, encoding="utf-8")
    (root / "go.mod").write_text("module example\n")
    [declaration] = Source(root).package("api").types[name]
    assert isinstance(declaration.type, Struct)
    found = json_fields(declaration.file.package.source, declaration.file, declaration.type)
    return {name: field.line for name, field in found.items()}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('A string `json:"a"`', ["a"]),
        ('A string `json:"a,omitempty"`', ["a"]),
        ('A string `json:"a,string,omitzero" binding:"required"`', ["a"]),
        ('A string `binding:"required" json:"a"`', ["a"]),
        ('A string "json:\\"a\\""', ["a"]),
        ('A string `yaml:"b"`', ["A"]),
        ('A string `json:",omitempty"`', ["A"]),
        ('A string `json:"-"`', []),
        ('A string `json:"-,"`', ["-"]),
        ("A, B string", ["A", "B"]),
        ("A /* one */ string // two", ["A"]),
        ("a string", []),
        ('a string `json:"a"`', []),
        ('A func(x int) (y string) `json:"-"`; B int', ["B"]),
        ('A func(x int) error `json:"a"`', ["a"]),
        ('A map[string][]*time.Time `json:"a"`', ["a"]),
        ('A [4 * 2]int `json:"a"`', ["a"]),
        ('A <-chan struct{} `json:"a"`', ["a"]),
        ('A interface{ B() } `json:"a"`', ["a"]),
        ('A other.Generic[string, []int] `json:"a"`', ["a"]),
        ('A struct { B string `json:"b"` } `json:"a"`', ["a"]),
        ('A string `json:"a"`; B int `json:"b"`', ["a", "b"]),
        ('Ä string `json:"ä"`', ["ä"]),
        ("// A string\n\n/* B string\n*/\nC string", ["C"]),
        ('Tools `json:"tools,omitempty"`', ["tools"]),
        ("Tools", ["Tools"]),
        ("*Inner", ["inner"]),
        ("Inner", ["inner"]),
        ('Inner `json:"named"`', ["named"]),
        ("inner", ["hidden"]),
        ("time.Time", ["Time"]),
        ("Generic[int]", ["g"]),
    ],
)
def test_line_of_struct_has_fields_as_in_encoding_json(tmp_path: Path, line: str, names: list[str]) -> None:
    others = """
type Tools []string
type Inner struct { X string `json:"inner"` }
type inner struct { X string `json:"hidden"` }
type Generic[T any] struct { G T `json:"g"` }
"""
    assert list(fields(tmp_path, f"package api\ntype T struct {{\n{line}\n}}\n{others}")) == names


def test_embedded_struct_of_another_package_promotes_its_fields(tmp_path: Path) -> None:
    source = 'package api\nimport m "example/model"\ntype T struct { *m.Base; A int `json:"a"` }\n'
    model = 'package model\ntype Base struct {\n\tB int `json:"b"`\n}\n'
    assert fields(tmp_path, source, model=model) == {"b": 3, "a": 3}


def test_nearest_of_equal_names_wins_and_a_tie_hides_both(tmp_path: Path) -> None:
    source = """package api
type T struct { One; Two; Name string `json:"name"` }
type One struct { Name string `json:"name"`; Tie string `json:"tie"`; X int `json:"x"` }
type Two struct { Tie string `json:"tie"`; X int; Three }
type Three struct { Deep string `json:"deep"`; Name string `json:"name"` }
"""
    assert fields(tmp_path, source) == {"name": 2, "x": 3, "X": 4, "deep": 5}


def test_alias_and_definition_have_the_fields_of_their_struct(tmp_path: Path) -> None:
    source = 'package api\ntype T struct { A; B }\ntype A = X\ntype B X\ntype X struct { N int `json:"n"` }\n'
    assert fields(tmp_path, source) == {}  # both promote `n`
    (tmp_path / "second").mkdir()
    assert list(fields(tmp_path / "second", source.replace("A; B", "B"))) == ["n"]


def test_types_in_groups_functions_and_values_have_names(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "go.mod").write_text("module example\n")
    (tmp_path / "api" / "file.go").write_text(
        """//go:build linux
package api
type (
	A struct { X []struct { Y int } }
	B[T any, U comparable] struct { Z T }
	C [4]int
)
var d = struct { V int }{1}
func (a *A) Method(x interface{ M() }) (struct{ R int }, error) {
	var local struct { W int }
	type inner struct { Q int }
	other := []struct{ P int }{}
	switch x := x.(type) { case nil: }
	return nil
}
"""
    )
    names = {name for name, [found] in Source(tmp_path).package("api").types.items() if isinstance(found.type, Struct)}
    assert names == {"A", "A.X", "B", "d", "A.Method.local", "A.Method.inner", "A.Method.other"}
