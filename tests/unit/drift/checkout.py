"""Small checkouts of a server, with a description of their API, for tests of check-drift."""

from pathlib import Path

from drift.compare import Comparison
from drift.source import Source
from drift.spec import Spec
from drift.table import Table

ROUTES = """package server
import ("github.com/gin-gonic/gin"; "example/api")

func (s *Server) GenerateRoutes() http.Handler {
	r := gin.Default()
	r.POST("/api/chat", s.ChatHandler)
	return r
}

func (s *Server) ChatHandler(c *gin.Context) {
	var req api.ChatRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
}
"""
TYPES = """package api

type ChatRequest struct {
	Model string `json:"model"`
	Messages []Message `json:"messages"`
}

type Message struct {
	Role string `json:"role"`
}
"""
SPEC = """\
openapi: 3.1.0
info: {title: T, version: 0.2.0}
paths:
  /api/chat:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/ChatRequest'}}}}
      responses: {'400': {content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}}
components:
  schemas:
    ChatRequest:
      properties:
        model: {type: string}
        messages: {items: {$ref: '#/components/schemas/Message'}}
    Message:
      properties:
        role: {type: string}
    Error:
      required: [error]
      properties:
        error: {type: string}
"""
TABLE = """\
structs: {}
code:
  server.*: {schemas: [Error]}
internal: {}
routes: {}
schemas: {}
"""


class Checkout:
    """A checkout whose files a test may change before it compares them with a description."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.spec = SPEC
        self.table = TABLE
        for folder in ("server", "openai", "anthropic", "middleware"):
            self.write(f"{folder}/package.go", f"package {folder}\n")
        self.write("go.mod", "module example\n")
        self.write("server/routes.go", ROUTES)
        self.write("api/types.go", TYPES)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(path, text.replace(old, new))

    def findings(self, version: str | None = None) -> list[str]:
        """Return the findings, each with its place relative to the checkout."""
        (self.root / "openapi.yaml").write_text(self.spec, encoding="utf-8")
        (self.root / "table.yaml").write_text(self.table, encoding="utf-8")
        spec = Spec(self.root / "openapi.yaml")
        comparison = Comparison(Source(self.root), spec, Table(spec, self.root / "table.yaml"), version)
        return [str(finding).removeprefix(f"{self.root.as_posix()}/") for finding in comparison.findings()]
