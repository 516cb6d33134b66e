"""The part of Go's text/template that model templates use."""

import pytest

from wrapper.testing.ollama.generation.templates import Shown, Struct, Template, TemplateError

VALUES = {
    "Prompt": "p",
    "System": "",
    "Messages": [{"Role": "user", "Content": "a"}, {"Role": "assistant", "Content": "b"}],
    "Tools": [{"Function": Struct(Name="f", Items=None)}],
    "Arguments": Shown(b=1, a="<"),
    "Flag": True,
    "Number": 2,
}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ .Prompt }}!", "p!"),
        ("a {{- .Prompt -}} b", "apb"),
        ("{{/* nothing */}}x", "x"),
        ("{{ if .System }}s{{ else if .Prompt }}p{{ else }}n{{ end }}", "p"),
        ("{{ range .Messages }}{{ .Role }}={{ .Content }};{{ end }}", "user=a;assistant=b;"),
        ("{{ range $i, $m := .Messages }}{{ $i }}{{ $m.Content }}{{ $.Prompt }}{{ end }}", "0ap1bp"),
        ("{{ range .Messages }}{{ if eq .Role `assistant` }}{{ break }}{{ end }}{{ .Content }}{{ end }}", "a"),
        ("{{ range .Messages }}{{ continue }}x{{ end }}.", "."),
        ("{{ range .None }}x{{ else }}none{{ end }}", "none"),
        ("{{ with .Prompt }}{{ . }}{{ end }}", "p"),
        ("{{ $x := .Prompt }}{{ $x }}{{ $x = 5 }}{{ $x }}", "p5"),
        ("{{ if and .Flag (or .System .Prompt) (not .System) (eq .Number 1 2) (ne .Prompt `q`) }}yes{{ end }}", "yes"),
        ("{{ len .Messages }}{{ (index .Messages 1).Content }}", "2b"),
        ('{{ .Number | printf "%d-%q" 1 }}', '1-"2"'),
        ("{{ slice .Messages 1 | json }}", '[{"Role":"assistant","Content":"b"}]'),
        ("{{ .Arguments }}{{ json .Arguments }}", '{"b":1,"a":"\\u003c"}' * 2),
        ("{{ range .Tools }}{{ .Function }}{{ end }}", "{f <nil>}"),
        ("{{ .None }}{{ .Flag }}{{ gt .Number 1 }}", "<no value>truetrue"),
    ],
)
def test_what_a_template_renders(source: str, text: str) -> None:
    assert Template(source + "{{ if false }}{{ .Response }}{{ end }}").render(VALUES) == text


def test_a_template_that_does_not_say_where_the_response_goes_gets_it_at_the_end() -> None:
    assert Template("{{ .Prompt }}").render({"Prompt": "p", "Response": "r"}) == "pr"
    assert Template("{{ .Prompt }}{{ .Response }}x").render_until_response({"Prompt": "p", "Response": ""}) == "p"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ .Prompt", "template: :1: unclosed action"),
        ("\n{{ nope }}", 'template: :2: function "nope" not defined'),
        ("{{ if .Prompt }}x", "template: :1: unexpected EOF"),
        ("{{ end }}", "template: :1: unexpected {{end}}"),
        ("{{ else }}", "template: :1: unexpected {{else}}"),
        ("{{ .Prompt } }}", 'template: :1: unexpected "}" in operand'),
        ("{{}}", "template: :1: missing value for command"),
        ("{{ if }}{{ end }}", "template: :1: missing value for if"),
        ('{{ "x }}', "template: :1: unterminated quoted string"),
        ("{{ range .X }}{{ else if .Y }}", "template: :1: unexpected <if> in input"),
    ],
)
def test_what_is_wrong_with_a_template(source: str, text: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(source)
    assert str(caught.value) == text


def test_what_a_template_tells_of_tools_and_thoughts() -> None:
    template = Template(
        "{{ range .Messages }}{{ if .Thinking }}<t>{{ .Thinking }}</t>{{ end }}"
        '{{ if .ToolCalls }}{{ range .ToolCalls }}<call>{"name": {{ .Function.Name }}}{{ end }}{{ end }}{{ end }}'
    )
    assert template.thought_tags == ("<t>", "</t>")
    assert template.tool_tag == "<call>"
    assert (Template("{{ .Prompt }}").thought_tags, Template("{{ .Prompt }}").tool_tag) == (None, "{")
