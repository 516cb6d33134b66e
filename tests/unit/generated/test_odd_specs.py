"""Names and schemas that are awkward in Python, tested on the package generated from odd.yaml."""

from types import ModuleType

import pytest

NAMES = {
    "from": "from_",
    "class": "class_",
    "$defs": "defs",
    "_private": "private",
    "keys": "keys_",
    "get": "get_",
    "to_dict": "to_dict_",
    "from_dict": "from_dict_",
    "model_dump": "model_dump_",
    "property": "property_",
    "additional_properties": "additional_properties_",
    "copy": "copy",
    "items": "items",
    "values": "values",
    "self": "self_",
    "src": "src",
    "list": "list_",
    "type": "type",
    "format": "format",
    "license": "license",
    "1st": "field_1st",
    "a-b": "a_b",
    "a_b": "a_b_",
    "Content-Type": "content_type",
    'say "hi"': "say_hi",
}


@pytest.mark.parametrize(("wire", "attribute"), NAMES.items(), ids=NAMES.values())
def test_names(odd: ModuleType, wire: str, attribute: str) -> None:
    model = odd.Names(**{attribute: "x"})
    assert getattr(model, attribute) == model[wire] == "x"
    assert model.to_dict() == {wire: "x"}
    assert odd.Names.from_dict({wire: "x"}) == model


def test_all_names_together(odd: ModuleType) -> None:
    source = {wire: f"value of {wire}" for wire in NAMES}
    model = odd.Names.from_dict(source)
    assert model.to_dict() == source
    assert list(odd.Names.__attributes__.items()) == list(NAMES.items())


def test_descriptions_cannot_break_out_of_docstrings(odd: ModuleType) -> None:
    assert odd.Names.__doc__ == 'Names that mean something in Python, or nothing at all. Ends with a "quote"'


def test_models_that_refer_to_each_other(odd: ModuleType) -> None:
    source = {
        "name": "root",
        "parent": {"name": "p", "parent": None},
        "children": [{"name": "c", "children": [{"name": "cc"}]}],
        "by_name": {"x": {"name": "x"}, "y": None},
        "rows": [[{"name": "r"}], []],
        "left": {"right": {"left": {}}},
    }
    node = odd.Node.from_dict(source)
    assert node.children[0].children[0] == odd.Node(name="cc")
    assert node.by_name == {"x": odd.Node(name="x"), "y": None}
    assert node.rows == [[odd.Node(name="r")], []]
    assert node.left.right.left == odd.Left()
    del source["parent"]["parent"]  # type: ignore[attr-defined]  # null in a declared field is unset
    assert node.to_dict() == source


def test_body_requires_nullable_fields(odd: ModuleType) -> None:
    with pytest.raises(TypeError, match="'name', 'maybe', and 'node'"):
        odd.Strict()
    assert odd.Strict(name="n", maybe=None, node={"name": "x"}).to_dict() == {"name": "n", "node": {"name": "x"}}


def test_object_without_fields_has_no_class(odd: ModuleType) -> None:
    assert "Free" not in odd.__all__
    assert "Color" not in odd.__all__


def test_enums_dates_and_ids_are_plain_strings(odd: ModuleType) -> None:
    assert odd.Right.from_dict({"color": "a newer color"}).color == "a newer color"
    unions = odd.Unions.from_dict({"when": "2026-01-01T00:00:00.123456789Z", "id": "no uuid"})
    assert unions.when == "2026-01-01T00:00:00.123456789Z"
    assert unions.id == "no uuid"


class TestUnions:
    def test_branch_is_selected_by_constant(self, odd: ModuleType) -> None:
        assert odd.Unions.from_dict({"part": {"type": "text", "text": "x"}}).part == odd.TextPart(type="text", text="x")
        assert odd.Unions.from_dict({"part": {"type": "image", "url": "x"}}).part == odd.ImagePart(
            type="image", url="x"
        )

    def test_branch_is_selected_by_required_fields(self, odd: ModuleType) -> None:
        assert odd.Unions.from_dict({"part": {"bare": "x", "text": "y"}}).part == odd.BarePart.from_dict(
            {"bare": "x", "text": "y"}
        )

    @pytest.mark.parametrize("unknown", [{"type": "video", "text": "x", "url": "y"}, {}, {"type": "text"}])
    def test_value_without_matching_branch_stays_a_dict(self, odd: ModuleType, unknown: dict[str, str]) -> None:
        model = odd.Unions.from_dict({"part": unknown, "parts": [unknown]})
        assert model.part == unknown
        assert model.to_dict() == {"part": unknown, "parts": [unknown]}

    def test_list_of_branches_or_string(self, odd: ModuleType) -> None:
        assert odd.Unions(parts=[{"type": "text", "text": "x"}]).parts == [odd.TextPart(type="text", text="x")]
        assert odd.Unions(parts="text").parts == "text"
        assert odd.Unions(parts=None).parts is None

    def test_model_or_string(self, odd: ModuleType) -> None:
        assert odd.Unions(text_or_node={"name": "x"}).text_or_node == odd.Node(name="x")
        assert odd.Unions(text_or_node="x").text_or_node == "x"

    def test_model_or_free_object(self, odd: ModuleType) -> None:
        assert odd.Unions(node_or_free={"name": "x"}).node_or_free == odd.Node(name="x")
        assert odd.Unions(node_or_free={"other": "x"}).node_or_free == {"other": "x"}

    @pytest.mark.parametrize("given", ["x", ["x"], [1, 2]])
    def test_plain_branches_are_unchanged(self, odd: ModuleType, given: object) -> None:
        assert odd.Unions(input=given).input == given
