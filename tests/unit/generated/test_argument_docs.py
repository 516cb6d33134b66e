"""Verbs document their keyword parameters with the docstrings of the TypedDict."""

from codegen.argument_docs import fill, keyword_docs

PARAMS = '''
class Base(TypedDict):
    """Not a key."""

    think: bool | None
    """Whether to think. Default: True."""
    plain: int

class Options:
    """No keys."""
'''
MORE = '''
class Base(params.Base, total=False):
    width: int | None
    """Width in pixels,
    as an integer.
    """
'''
DOCS = keyword_docs(PARAMS, MORE)
SOURCE = '''
class Client:
    async def chat(self, model: str, **params: Unpack[Base]) -> None:
        """Chat.

        Args:
            model: Name of the model:
                a string.
            think: outdated
                text.

        Returns:
            None.
        """
        think: bool

    def short(self, **params: Unpack[Base]) -> None:
        """Have no Args section."""

    def other(self, **options: Any) -> None:
        """Accept anything.

        Args:
            think: untouched.
        """
'''
FILLED = SOURCE.replace(
    "            think: outdated\n                text.\n",
    "            think: Whether to think. Default: True.\n            width: Width in pixels, as an integer.\n",
)


def test_docs_are_collected_from_both_classes() -> None:
    assert DOCS == {
        "Base": {"think": "Whether to think. Default: True.", "width": "Width in pixels, as an integer."},
        "Options": {},
    }


def test_args_section_is_brought_up_to_date() -> None:
    assert fill(SOURCE, DOCS) == FILLED
    assert fill(FILLED, DOCS) == FILLED


def test_entries_follow_those_of_other_parameters() -> None:
    without = FILLED.replace("            think: Whether to think. Default: True.\n", "", 1)
    assert fill(without, DOCS) == FILLED


def test_long_entries_are_wrapped() -> None:
    text = "word " * 40
    lines = fill(SOURCE, {"Base": {"think": text.strip()}}).splitlines()
    entry = [line for line in lines if "word" in line]
    assert [line[:17] for line in entry] == ["            think", "                w"]
    assert max(map(len, entry)) <= 120
