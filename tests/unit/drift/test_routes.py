"""The routes that Go source registers."""

from pathlib import Path

import pytest

from drift.routes import Route, routes
from drift.source import Source


def found(root: Path, body: str, more: str = "", **files: str) -> list[str]:
    """Return the routes of a function body, "unreadable" for one that is not constant, with their lines."""
    source = f'package server\nimport "example/proxy"\nfunc GenerateRoutes() {{ r := gin.Default()\n{body}\n}}\n{more}'
    for path, text in {"server/routes.go": source, **files}.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "go.mod").write_text("module example\n")
    return [
        f"{route.method} {route.path}" if isinstance(route, Route) else f"unreadable:{route.line}"
        for route in routes(Source(root).package("server"))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('r.GET("/a", h)', ["GET /a"]),
        ('r.POST(\n"/a",\nmiddleware(),\nh,\n)', ["POST /a"]),
        ('r.Any("/a/*path", h)', ["ANY /a/*path"]),
        ('r.Handle(http.MethodPut, "/a", h)', ["PUT /a"]),
        ('r.Handle("PATCH", "/a", h)', ["PATCH /a"]),
        ('r.Match([]string{"GET", http.MethodPost}, "/a", h)', ["GET /a", "POST /a"]),
        ('r.GET("/a", h).POST("/b", h)', ["GET /a", "POST /b"]),
        ('g := r.Group("/v1", auth())\n{\n g.GET("/a", h)\n}', ["GET /v1/a"]),
        ('g := r.Group("/v1")\nh := g.Group("x")\nh.GET("a", f)', ["GET /v1/x/a"]),
        ('var g = r.Group("/v1")\ng.GET("", f)', ["GET /v1"]),
        ('r.Group("/v1").GET("/a", h)', ["GET /v1/a"]),
        ('if experimental {\n r.GET("/a", h)\n}', ["GET /a"]),
        ('path := "/a"\nr.GET(path, h)', ["GET /a"]),
        ('r.GET(prefix+"/a", h)', ["GET /const/a"]),
        ('r.GET(proxy.Prefix+"/a", h)', ["GET /proxy/a"]),
        ("for _, p := range paths {\n r.GET(p, h)\n}", ["unreadable:5"]),
        ('r.GET("/a/"+name, h)', ["unreadable:4"]),
        ('r.Handle(method, "/a", h)', ["unreadable:4"]),
        ('// r.GET("/a", h)\n/* r.GET("/b", h) */', []),
        ('register(r.Group("/x"))', ["GET /x/b"]),
        ("s.register(r)", ["GET /b"]),
        ('r.StaticFile("/f", "f.html")', ["GET /f", "HEAD /f"]),
        ('c.GET("/a", h)\nhttp.Get("/b")', []),
        ('router := r\nrouter.GET("/a", h)', ["GET /a"]),
    ],
)
def test_registration_is_read(tmp_path: Path, body: str, expected: list[str]) -> None:
    more = 'const prefix = "/const"\nfunc register(g *gin.RouterGroup) { g.GET("/b", h) }\n'
    proxy = 'package proxy\nconst (\n Prefix = Root\n Root = "/" + "proxy"\n)\n'
    assert found(tmp_path, body, more, **{"proxy/proxy.go": proxy}) == expected


def test_function_in_another_file_registers_on_its_router(tmp_path: Path) -> None:
    extra = 'package server\nfunc extra(n int, a, b *gin.Engine) { b.DELETE("/c", h) }\n'
    assert found(tmp_path, "extra(1, nil, r)", **{"server/extra.go": extra}) == ["DELETE /c"]


def test_router_for_requests_of_the_server_itself_is_not_served(tmp_path: Path) -> None:
    more = 'func run() { router := gin.New()\nrouter.POST("/x", h)\nrouter.ServeHTTP(w, r) }\n'
    assert found(tmp_path, 'r.GET("/a", h)', more) == ["GET /a"]
