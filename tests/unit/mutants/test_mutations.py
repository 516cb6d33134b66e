"""The mutations of a module: the changes that a reviewer would try, each of which compiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutants.command import RecordedTests
from mutants.mutations import Mutation, compiles, mutations


def mutants(tmp_path: Path, source: str) -> set[str]:
    """Return the mutated texts of a module."""
    (tmp_path / "module.py").write_text(source)
    return {m.apply(source.encode()).decode() for m in mutations(tmp_path, "module.py") if compiles(tmp_path, m)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{**a, **b}", "{**b, **a}"),
        ("{'x': 1, **b}", "{**b}"),
        ("a or b", "(b or a)"),
        ("a and b", "(a)"),
        ("a and b", "(b)"),
        ("a < b", "a <= b"),
        ("a is None", "a is not None"),
        ("not a", "(a)"),
        ("a[1:]", "a[(1) + 1:]"),
        ("a + b", "a - b"),
        ("f(a, b)", "f(b, a)"),
        ("f(a, key=b)", "f(a, )"),
        ("a.strip()", "(a)"),
        ("a.lower()", "a.upper()"),
        ("b if c else d", "(b)"),
        ("b if c else d", "(d)"),
        ("10", "(10 + 1)"),
        ("10", "(10 - 1)"),
        ("True", "False"),
        ("'x'", '"mutated"'),
        ("{a, b}", "{ b}"),
        ("(x for x in y if z)", "(x for x in y if True)"),
    ],
)
def test_expression_has_mutant(tmp_path: Path, before: str, after: str) -> None:
    assert f"é = {after}\n" in mutants(tmp_path, f"é = {before}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if a:\n    b()\n", "if True:\n    b()\n"),
        ("if a:\n    b()\n", "if False:\n    b()\n"),
        ("a.close()\n", "pass\n"),
        ("def f():\n    a.b = 1\n", "def f():\n    pass\n"),
        ("def f():\n    return g\n", "def f():\n    return None\n"),
        ("def f(a=1):\n    pass\n", "def f(a=(1 + 1)):\n    pass\n"),
        ("def f():\n    raise ValueError('no')\n", "def f():\n    pass\n"),
        ("try:\n    a()\nexcept E:\n    b()\n", "try:\n    a()\nexcept E:\n    pass\n"),
        ("try:\n    a()\nexcept E:\n    b()\n", "try:\n    a()\nexcept E:\n    raise\n"),
        ("try:\n    a()\nexcept (E, F):\n    b()\n", "try:\n    a()\nexcept ( F):\n    b()\n"),
        ("with suppress(E):\n    a()\n", "with suppress():\n    a()\n"),
        ("for a in b:\n    c()\n", "for a in ():\n    c()\n"),
        ("a += 1\n", "a -= 1\n"),
    ],
)
def test_statement_has_mutant(tmp_path: Path, before: str, after: str) -> None:
    assert after in mutants(tmp_path, before)


@pytest.mark.parametrize(
    "source",
    [
        "'''A docstring.'''\n",
        "__all__ = ['a', 'b']\n",
        "if TYPE_CHECKING:\n    import a\n",
        "class A:\n    x: int\n",
        "@overload\ndef f(a=1): ...\n",
        "def f():\n    '''Nothing else.'''\n",
    ],
)
def test_code_without_behaviour_has_no_mutants(tmp_path: Path, source: str) -> None:
    assert mutants(tmp_path, source) == set()


def test_tests_of_a_function_are_ordered_by_breadth_and_family() -> None:
    tests = RecordedTests()
    tests.add(
        {
            name: (1.0, functions)
            for name, functions in {
                "a.py::test_wide": ["m.py:f", "m.py:g"],
                "a.py::test_narrow[1]": ["m.py:f"],
                "a.py::test_narrow[2]": ["m.py:f"],
                "a.py::test_other": ["m.py:g"],
            }.items()
        }
    )
    mutation = Mutation("m.py", 1, "f", 0, 0, "", "", "", "")
    assert tests.of(mutation) == ["a.py::test_narrow[1]", "a.py::test_wide", "a.py::test_narrow[2]"]
    assert tests.within(1.5, tests.of(mutation)) == ["a.py::test_narrow[1]"]
