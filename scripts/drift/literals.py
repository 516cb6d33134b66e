"""Find the JSON fields that a function's code names: keys of map literals, indexes of maps, and fields of a form."""

from collections.abc import Iterator

from drift.tokens import Token

_FORM = {"PostForm", "GetPostForm", "DefaultPostForm", "FormFile", "FormValue", "PostFormArray", "PostFormMap"}


def fields(body: list[Token]) -> Iterator[Token]:
    """Yield the string literals in a function's body that name a field of JSON or of a form.

    They are the keys of composite literals (`gin.H{"error": …}`), the indexes of maps (`value["type"]`), and the first
    argument of the methods that read a form.
    """
    in_case = False
    depth = 0
    for before, token, after in zip([None, *body], body, [*body[1:], None], strict=False):
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        elif token.text == "case":
            in_case, case_depth = True, depth
        elif token.text in (":", ":=", "=") and in_case and depth == case_depth:
            in_case = False
        if token.kind != "string" or before is None or after is None:
            continue
        is_key = before.text in ("{", ",") and after.text == ":" and not (in_case and depth == case_depth)
        is_index = before.text == "[" and after.text == "]"
        if is_key or is_index:
            yield token
    for index, token in enumerate(body):
        if token.text in _FORM and index + 2 < len(body) and body[index + 2].kind == "string":
            yield body[index + 2]
