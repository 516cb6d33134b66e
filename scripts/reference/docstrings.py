"""A griffe extension for the reference: code blocks for examples, and the keyword parameters of the verbs.

mkdocstrings would render `Example:` sections as quotes. griffe's own extension for `**params: Unpack[...]` expands only
the first function that uses a TypedDict.
"""

import re
import textwrap
from typing import Any

import griffe

_SECTION = re.compile(r"^Example:\n((?:(?: {4}.*)?(?:\n|\Z))+)", re.MULTILINE)
_DOCTEST = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)


class Docstrings(griffe.Extension):
    """Prepares docstrings and signatures for mkdocstrings."""

    def on_object(self, *, obj: griffe.Object, **_kwargs: Any) -> None:
        """Put the examples of a docstring in code blocks."""
        if obj.docstring:
            obj.docstring.value = with_code_blocks(obj.docstring.value)

    def on_function(self, *, func: griffe.Function, **_kwargs: Any) -> None:
        """Replace `**params: Unpack[SomeParams]` by the parameters of SomeParams."""
        for parameter in list(func.parameters):
            annotation = parameter.annotation
            if isinstance(annotation, griffe.ExprSubscript) and annotation.canonical_path == "typing.Unpack":
                params = func.modules_collection[annotation.slice.canonical_path]
                del func.parameters[parameter.name]
                for name, attribute in params.all_members.items():
                    func.parameters.add(
                        griffe.Parameter(
                            name,
                            annotation=attribute.annotation,
                            kind=griffe.ParameterKind.keyword_only,
                            default="None",
                        )
                    )


def with_code_blocks(docstring: str) -> str:
    """Return the docstring with its examples in fenced code blocks."""
    return _DOCTEST.sub(lambda match: _fence("pycon", match[0]), _SECTION.sub(_section, docstring))


def _section(match: re.Match[str]) -> str:
    code = textwrap.dedent(match[1]).strip()
    return f"**Example**\n\n{code if code.startswith('>>>') else _fence('python', code)}\n\n"


def _fence(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```"
