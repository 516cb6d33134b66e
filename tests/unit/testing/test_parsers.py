"""Thoughts and tool calls are found wherever the pieces are cut."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wrapper.testing.ollama.generation.parsers import ThoughtParser, ToolParser

THOUGHT = " <think>\n Let me see.</thin</think> \n Well, <think> it is."
CALLS = (
    'Sure: <call>{"name": "add", "arguments": {"a": {"b": 1}}}</call> '
    '<call>{"name": "add_all", "parameters": {}}</call>'
)


def cut(text: str, places: list[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(ends)]


@given(st.lists(st.integers(0, 200)))
def test_a_thought_is_the_same_for_every_cut(places: list[int]) -> None:
    parser = ThoughtParser("<think>", "</think>")
    found = [parser.add(piece) for piece in cut(THOUGHT, places)]
    assert "".join(thought for thought, _ in found) == "Let me see.</thin"
    assert "".join(rest for _, rest in found) == "Well, <think> it is."


def test_text_without_a_thought_is_left_as_it_is() -> None:
    parser = ThoughtParser("<think>", "</think>")
    assert [parser.add(piece) for piece in (" <th", "is", " <think>x")] == [("", ""), ("", " <this"), ("", " <think>x")]


@given(st.lists(st.integers(0, 200)))
def test_tool_calls_are_the_same_for_every_cut(places: list[int]) -> None:
    parser = ToolParser("<call>", ["add", "add_all"])
    calls, content = [], ""
    for piece in cut(CALLS, places):
        found, text = parser.add(piece)
        calls += found
        content += text
    assert content == "Sure: "
    assert [call["function"] for call in calls] == [
        {"index": 0, "name": "add", "arguments": {"a": {"b": 1}}},
        {"index": 1, "name": "add_all", "arguments": {}},
    ]


def test_a_brace_as_a_tag_counts_at_the_beginning_alone() -> None:
    parser = ToolParser("{", ["add"])
    assert parser.add('No: {"add": {"a": 1}}') == ([], 'No: {"add": {"a": 1}}')
    parser = ToolParser("{", ["add"])
    calls, _ = parser.add('{"add": {"a": 1}}')
    assert calls[0]["function"]["arguments"] == {"a": 1}
    parser = ToolParser("{", ["add"])
    assert parser.add('{"sub": 1}') == ([], "")
    assert parser.rest() == '{"sub": 1}'
