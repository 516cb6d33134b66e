"""Each program in examples/ runs on the embedded server."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest
import uvicorn
from fastapi import Request, Response

from tests.unit.documents import prepare
from wrapper.testing import Disconnect, FakeOllama, Gate, Reply
from wrapper.testing.ollama.built_in import SKY

Run = Callable[..., str]

EXAMPLES = Path(__file__).parents[2] / "examples"
WAIT = 120  # seconds, for a machine that is busy


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeOllama]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("wrapper.clients.default._client", None)
    with FakeOllama() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        prepare(server)
        yield server
        server.check()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(name: str, *arguments: str, stdin: str = "") -> str:
        monkeypatch.setattr("sys.argv", [name, *arguments])
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        with contextlib.suppress(SystemExit):
            runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        return capsys.readouterr().out

    return run


@pytest.fixture
def prompts(tmp_path: Path) -> str:
    file = tmp_path / "prompts.txt"
    file.write_text("one\ntwo\nthree\nfour\nfive\n")
    return str(file)


def test_every_example_is_tested() -> None:
    tested = re.findall(r"run\(.(\w+)\.py", Path(__file__).read_text())
    # scripts/demo is the test of first_look.py; the web service is imported.
    assert {path.stem for path in EXAMPLES.glob("*.py")} == {*tested, "first_look", "stream_to_browser"}


def test_chat_remembers_the_conversation(server: FakeOllama, run: Run) -> None:
    server.reply("Hello Ada.", "You are Ada.", model="llama3.2")
    assert run("chat.py", stdin="I am Ada.\nWho am I?\n\n") == "> Hello Ada.\n> You are Ada.\n> "
    messages = server.requests[-1].json["messages"]
    assert [message["content"] for message in messages] == ["I am Ada.", "Hello Ada.", "Who am I?"]


def test_chat_goes_on_after_an_error(server: FakeOllama, run: Run) -> None:
    server.reply("Yes.", model="llama3.2")
    server.fail(Disconnect())
    assert run("chat.py", stdin="One?\nTwo?\n\n").endswith("> Yes.\n> ")
    assert [message["content"] for message in server.requests[-1].json["messages"]] == ["Two?"]


def test_tools_are_called_until_there_is_an_answer(server: FakeOllama, run: Run) -> None:
    server.reply(
        Reply(tool_calls={"get_weather": {"city": "Paris"}}),
        Reply(tool_calls=[("convert_to_fahrenheit", {"celsius": 18}), ("unknown", {})]),
        "It is 64.4 degrees.",
        model="llama3.2",
    )
    assert run("tools.py").splitlines() == [
        "get_weather({'city': 'Paris'}) -> 18 degrees and sunny in Paris",
        "convert_to_fahrenheit({'celsius': 18}) -> 64.4",
        "unknown({}) -> KeyError: 'unknown'",
        "It is 64.4 degrees.",
    ]


def test_thinking_is_grey(server: FakeOllama, run: Run) -> None:
    server.reply(Reply("No.", thinking="7 * 143"), model="qwen3")
    assert "\x1b[90m7" in run("thinking.py")


def test_structured_output_prints_people(server: FakeOllama, run: Run) -> None:
    server.reply('[{"name": "Ada Lovelace", "born": 1815, "place": "London"}]', model="llama3.2")
    assert run("structured_output.py") == "Ada Lovelace, born 1815 in London\n"


def test_images_describes_each_file(server: FakeOllama, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("images.py", "a.png") == f"a.png: {SKY}\n"


def test_rag_uses_the_nearest_paragraphs(server: FakeOllama, run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.txt").write_text("The sky is blue.\n\nGrass is green.\n\nSnow is white.\n\nCoal is black.\n")
    lines = run("rag.py", "The sky is blue.", "facts.txt").splitlines()
    assert lines[0] == "[1] The sky is blue."
    assert lines[-1] == SKY


def test_pull_reports_each_model(server: FakeOllama, run: Run) -> None:
    assert run("pull.py", "all-minilm", "llama3.2") == "all-minilm: ready\nllama3.2: ready\n"


def test_many_prompts_are_answered_in_order(server: FakeOllama, run: Run, prompts: str) -> None:
    server.reply(lambda request: f"answer to {request['prompt']}", model="llama3.2")
    assert run("many_prompts.py", prompts).splitlines()[:4] == ["one", "    answer to one", "two", "    answer to two"]


def test_many_hosts_lose_no_prompt_when_one_stops(server: FakeOllama, run: Run, prompts: str) -> None:
    with FakeOllama() as other:
        for each in (server, other):
            each.reply(lambda request: f"answer to {request['prompt']}", model="llama3.2")
        other.fail(Disconnect(), times=None)
        lines = run("many_hosts.py", prompts, other.url, server.url).splitlines()
    assert lines[1::2] == [f"    answer to {prompt}" for prompt in ("one", "two", "three", "four", "five")]


def test_summarise_splits_what_exceeds_the_context(server: FakeOllama, run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("A line of a long story.\n" * 2000)
    assert run("summarise.py", "long.txt") == f"{SKY}\n"
    assert len(server.requests) == 7  # six parts, and their summaries


# ----------------------------------------------------------------------------------------------------- the web service


@pytest.fixture
def app(server: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import stream_to_browser

    return stream_to_browser


@pytest.fixture
def site(app: ModuleType) -> Iterator[str]:
    """Serve the example and return its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        web = uvicorn.Server(uvicorn.Config(app.app, log_level="error", ws="none"))
        thread = threading.Thread(target=web.run, args=([listener],))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        web.should_exit = True
        thread.join()


def test_web_service_streams_text(site: str) -> None:
    assert httpx.get(f"{site}/reply", params={"question": "Why?"}, timeout=WAIT, trust_env=False).text == SKY


def test_web_service_reports_a_missing_model(server: FakeOllama, site: str) -> None:
    with server.client() as client:
        client.delete("llama3.2")
    response = httpx.get(f"{site}/reply", params={"question": "Why?"}, timeout=WAIT, trust_env=False)
    assert (response.status_code, response.json()["detail"]) == (502, "model 'llama3.2' not found")


def test_web_service_hangs_up_when_its_client_leaves(server: FakeOllama, site: str) -> None:
    server.fail(Gate(after=2))  # the reply never goes on
    with httpx.stream("GET", f"{site}/reply", params={"question": "Why?"}, timeout=WAIT, trust_env=False) as response:
        assert next(response.iter_text())
    [request] = server.wait_for_requests(1)
    request.wait(WAIT)
    assert request.client_disconnected


REPORT = """<script>
const report = () => fetch('seen', {method: 'POST', body: JSON.stringify([output.dataset.state, output.textContent])})
new MutationObserver(() => {
  if (output.dataset.state !== 'running') report()
  else if (output.textContent && 'STOP' in window) stop.click()
}).observe(output, {attributes: true, childList: true})
window.STOP_OR_NOT = 1
ask.click()
</script>"""
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
@pytest.mark.parametrize("stops", [False, True], ids=["to the end", "stopped"])
def test_page_shows_the_stream(server: FakeOllama, app: ModuleType, site: str, tmp_path: Path, stops: bool) -> None:
    """In a browser: the page with a script that asks, and reports what the page shows in the end."""
    seen: list[list[str]] = []
    arrived = threading.Event()
    script = REPORT.replace("STOP_OR_NOT", "STOP" if stops else "GO")

    async def page() -> Response:
        return Response(app.PAGE.read_text() + script, media_type="text/html")

    async def report(request: Request) -> None:
        seen.append(await request.json())
        arrived.set()

    app.app.add_api_route("/test", page)
    app.app.add_api_route("/seen", report, methods=["POST"])
    if stops:
        server.fail(Gate(after=2))
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    browser = subprocess.Popen(
        [*command, f"--user-data-dir={tmp_path}", f"{site}/test"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert arrived.wait(WAIT)
    finally:
        browser.terminate()
        browser.wait()
        app.app.router.routes[-2:] = []
    [state, text] = seen[0]
    if stops:
        [request] = server.wait_for_requests(1)
        request.wait(WAIT)
        assert request.client_disconnected
        assert state == "stopped"
        assert SKY.startswith(text)
    else:
        assert (state, text) == ("complete", SKY)
