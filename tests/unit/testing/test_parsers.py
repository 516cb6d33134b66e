"""Thoughts and tool calls are found at every split of the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wrapper.testing.ollama.generation.parsers import ThoughtParser, ToolParser

THOUGHT = " <think>\n Let me see.</thin</think> \n Well, <think> it is."
CALLS = (
    'Sure: <tool_call>{"name": "add", "arguments": {"a": {"b": 1}}}</tool_call> '
    '<tool_call>{"name": "add_all", "parameters": {}}</tool_call>'
)


def cut(text: str, places: list[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(ends)]


@given(st.lists(st.integers(0, 200)))
def test_thought_is_found_at_every_split(places: list[int]) -> None:
    parser = ThoughtParser()
    found = [parser.add(piece) for piece in cut(THOUGHT, places)]
    assert "".join(thought for thought, _ in found) == "Let me see.</thin"
    assert "".join(rest for _, rest in found) == "Well, <think> it is."


def test_text_without_a_thought_is_unchanged() -> None:
    parser = ThoughtParser()
    assert [parser.add(piece) for piece in (" <th", "is", " <think>x")] == [("", ""), ("", " <this"), ("", " <think>x")]


@given(st.lists(st.integers(0, 200)))
def test_tool_calls_are_found_at_every_split(places: list[int]) -> None:
    parser = ToolParser(["add", "add_all"])
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


def test_call_of_an_unknown_tool_is_dropped() -> None:
    assert ToolParser(["add"]).add('<tool_call>{"name": "sub", "arguments": {}}</tool_call>') == ([], "")
