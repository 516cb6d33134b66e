"""What check-drift reports for small checkouts."""

from pathlib import Path

import pytest

from drift.command import main
from drift.spec import Spec
from drift.table import Table, TableError
from tests.unit.drift.checkout import Checkout


def test_equal_source_and_description_have_no_findings(checkout: Checkout) -> None:
    assert checkout.findings() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "findings"),
    [
        (
            "api/types.go",
            '	Role string `json:"role"`',
            '	Role string `json:"role"`\n	Name, Age string // comment',
            [
                'api/types.go:10: openapi.yaml lacks "Age" of api.Message (schema Message)',
                'api/types.go:10: openapi.yaml lacks "Name" of api.Message (schema Message)',
            ],
        ),
        (
            "api/types.go",
            '	Role string `json:"role"`\n',
            "",
            ['openapi.yaml:16: "role" of Message: api.Message (types.go:8) has no such field'],
        ),
        (
            "api/types.go",
            '`json:"role"`',
            '`json:"speaker,omitempty"`',
            [
                'api/types.go:9: openapi.yaml lacks "speaker" of api.Message (schema Message)',
                'openapi.yaml:16: "role" of Message: api.Message (types.go:8) has no such field',
            ],
        ),
        (
            "api/types.go",
            '	Role string `json:"role"`',
            '	Role struct {\n Kind string `json:"kind"` } `json:"role"`',
            ['api/types.go:9: no schema describes api.Message.Role, which has "kind"'],
        ),
        (
            "server/routes.go",
            '	r.POST("/api/chat", s.ChatHandler)\n',
            "",
            ["openapi.yaml:5: the server has no route POST /api/chat"],
        ),
        (
            "server/routes.go",
            "	return r\n",
            '	v := r.Group("/v2")\n	v.Any("/x/:id", h)\n	return r\n',
            ["server/routes.go:8: openapi.yaml lacks the route ANY /v2/x/:id"],
        ),
        (
            "server/routes.go",
            'gin.H{"error": err.Error()}',
            'gin.H{"error": err.Error(), "why": ""}',
            [
                'server/routes.go:13: openapi.yaml lacks "why" of what server.Server.ChatHandler builds (schema Error)',
            ],
        ),
        (
            "server/routes.go",
            "	var req api.ChatRequest\n",
            '	var req struct {\n		Extra string `json:"extra"`\n	}\n',
            ['server/routes.go:11: no schema describes server.Server.ChatHandler.req, which has "extra"'],
        ),
        (
            "server/routes.go",
            "	var req api.ChatRequest\n",
            "	var req struct {\n		Extra string\n	}\n",
            ['server/routes.go:11: no schema describes server.Server.ChatHandler.req, which has "Extra"'],
        ),
    ],
)
def test_change_of_source_is_found_at_its_place(
    checkout: Checkout, path: str, old: str, new: str, findings: list[str]
) -> None:
    checkout.replace(path, old, new)
    assert checkout.findings() == findings


def test_new_file_of_a_package_is_read(checkout: Checkout) -> None:
    checkout.write(
        "openai/new.go", '//go:build windows\n\npackage openai\n\ntype New struct {\n\tA int `json:"a"`\n}\n'
    )
    checkout.write("openai/new_test.go", 'package openai\n\ntype Test struct {\n\tA int `json:"a"`\n}\n')
    assert checkout.findings() == ['openai/new.go:5: no schema describes openai.New, which has "a"']


def test_type_of_another_package_in_a_field_or_reply_needs_a_schema(checkout: Checkout) -> None:
    checkout.write(
        "types/model/model.go", "package model\ntype Part struct {\n\tA int\n}\ntype Reply struct { B int }\n"
    )
    checkout.replace("api/types.go", "package api\n", 'package api\nimport "example/types/model"\n')
    checkout.replace("api/types.go", "Role string `", "Role map[string][]*model.Part `")
    checkout.replace("server/routes.go", '"example/api")', '"example/api"; "example/types/model")')
    checkout.replace(
        "server/routes.go", "		return\n	}\n", "		return\n	}\n	c.JSON(200, model.Reply{B: 1})\n"
    )
    assert checkout.findings() == [
        'types/model/model.go:2: no schema describes model.Part, which has "A"',
        'types/model/model.go:5: no schema describes model.Reply, which has "B"',
    ]


def test_newer_parts_of_the_description_may_be_missing(checkout: Checkout) -> None:
    checkout.spec = checkout.spec.replace(
        "        role: {type: string}\n",
        "        role: {type: string}\n        added: {x-since: '0.2.0'}\n        future: {x-since: 0.10.0}\n",
    ).replace("components:", "  /api/new:\n    get:\n      x-since: '0.3.0'\ncomponents:")
    assert checkout.findings() == ['openapi.yaml:20: "added" of Message: api.Message (types.go:8) has no such field']
    assert checkout.findings("0.1.9") == []
    assert len(checkout.findings("0.10.0")) == 3


def test_routes_of_ollama_com_may_be_missing(checkout: Checkout) -> None:
    checkout.spec = checkout.spec.replace(
        "components:", "  /api/web:\n    servers: [{url: https://ollama.com}]\n    get: {}\ncomponents:"
    )
    assert checkout.findings() == []


def test_schema_without_go_type_is_found(checkout: Checkout) -> None:
    checkout.spec = checkout.spec.replace("role: {type: string}", "role: {$ref: '#/components/schemas/Lost'}")
    checkout.spec += "    Lost:\n      properties:\n        way: {type: string}\n"
    assert checkout.findings() == ['openapi.yaml:23: "way" of Lost: no Go type of the server has such a field']


def test_table_names_only_schemas_that_exist(checkout: Checkout) -> None:
    checkout.table = checkout.table.replace("structs: {}", "structs: {api.Message: Gone}")
    with pytest.raises(TableError, match=r"api\.Message: openapi\.yaml has no schema Gone"):
        checkout.findings()


def test_command_reports_a_directory_that_is_not_a_checkout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "is not a checkout of the Ollama server" in capsys.readouterr().err


def test_table_of_this_project_is_valid() -> None:
    Table(Spec(Path(__file__).resolve().parents[3] / "openapi.yaml"))
