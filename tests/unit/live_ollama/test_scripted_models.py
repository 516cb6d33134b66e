"""The scripted models: their files, and their replies on the real server of this run."""

import json
import os
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from live.errors import LiveServerError
from live.gguf import Tensor, encode
from live.loopback import request
from live.models import MODELS
from tests.unit.live_ollama.stub import SCRIPT, TIMEOUT, python


class TestModels:
    def test_gguf_has_counts_and_alignment(self) -> None:
        data = encode({"a": 1, "b": "text"}, {"t": Tensor((2, 1), struct.pack("<2f", 1, 2))})
        assert struct.unpack_from("<4sIQQ", data) == (b"GGUF", 3, 1, 2)
        assert struct.unpack("<2f", data[-32:][:8]) == (1, 2)
        assert len(data) % 32 == 0

    def test_tensor_must_fill_its_shape(self) -> None:
        with pytest.raises(ValueError, match="tensor t: 4 bytes do not fill"):
            encode({}, {"t": Tensor((2,), bytes(4))})

    @pytest.mark.parametrize("name", MODELS)
    def test_file_is_deterministic(self, name: str) -> None:
        assert MODELS[name].gguf() == MODELS[name].gguf()

    def test_unreachable_server_raises_live_server_error(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            with pytest.raises(LiveServerError, match=r"/api/blobs/sha256:.*refused"):
                MODELS["sky"].create(f"http://127.0.0.1:{probe.getsockname()[1]}", "mine")


SKY = "The sky is blue because of Rayleigh scattering."
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Return the weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


@pytest.mark.live
class TestLive:
    """The scripted models on the real server of this run."""

    @pytest.fixture
    def url(self) -> str:
        url = os.environ.get("LIVE_OLLAMA_URL")
        return url or pytest.skip("needs a live server: scripts/live-ollama -- COMMAND")

    @staticmethod
    def lines(url: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        # Split only on \n, because `separators` has other line breaks in its strings.
        return [json.loads(line) for line in request(f"{url}/api/chat", body).split(b"\n") if line]

    def chat(self, url: str, model: str, **more: Any) -> list[dict[str, Any]]:
        return self.lines(
            url, {"model": model, "messages": [{"role": "user", "content": "Why is the sky blue?"}], **more}
        )

    @staticmethod
    def text(lines: list[dict[str, Any]], field: str = "content") -> str:
        return "".join(line["message"].get(field, "") for line in lines)

    def test_sky_replies_word_by_word(self, url: str) -> None:
        lines = self.chat(url, "sky")
        assert self.text(lines) == SKY
        assert len(lines) == len(SKY.split()) + 1
        assert (lines[-1]["done"], lines[-1]["done_reason"]) == (True, "stop")

    def test_sky_ignores_temperature(self, url: str) -> None:
        assert self.text(self.chat(url, "sky", options={"temperature": 1.5, "seed": 7})) == SKY

    def test_thinker_thinks_first(self, url: str) -> None:
        lines = self.chat(url, "thinker", think=True)
        assert self.text(lines, "thinking") == "Let me recall Rayleigh."
        assert self.text(lines) == SKY

    def test_caller_calls_the_tool(self, url: str) -> None:
        lines = self.chat(url, "caller", tools=[WEATHER])
        calls = [call["function"] for line in lines for call in line["message"].get("tool_calls", [])]
        assert [(call["name"], call["arguments"]) for call in calls] == [("get_weather", {"city": "Paris"})]

    def test_embedder_vectors_reflect_similarity(self, url: str) -> None:
        response = json.loads(request(f"{url}/api/embed", {"model": "embedder", "input": ["hello", "hallo", "zzz"]}))
        hello, hallo, other = response["embeddings"]

        def product(a: list[float], b: list[float]) -> float:
            return sum(x * y for x, y in zip(a, b, strict=True))

        assert product(hello, hello) == pytest.approx(1, abs=1e-4)
        assert product(hello, hallo) > 0.5 > product(hello, other)

    def test_separators_are_in_the_reply(self, url: str) -> None:
        body = {"model": "separators", "messages": [{"role": "user", "content": "x"}]}
        raw = request(f"{url}/api/chat", body)
        assert "\u0085".encode() in raw
        assert self.text(self.lines(url, body)) == MODELS["separators"].reply

    def test_breaker_stops_without_done(self, url: str) -> None:
        lines = self.chat(url, "breaker")
        assert self.text(lines) == "before"
        assert not any(line["done"] for line in lines)

    def test_endless_runs_until_num_predict(self, url: str) -> None:
        lines = self.chat(url, "endless", options={"num_predict": 9})
        assert self.text(lines) == "tick tock" * 4 + "tick"
        assert (lines[-1]["done_reason"], lines[-1]["eval_count"]) == ("length", 9)

    def test_model_can_be_created_under_any_name(self, url: str) -> None:
        MODELS["sky"].create(url, "live-test-own")
        assert self.text(self.chat(url, "live-test-own")) == SKY

    def test_real_runners_end_too(self, url: str, tmp_path: Path) -> None:
        code = (
            "import json, os, urllib.request as u; body = json.dumps({'model': 'endless', 'prompt': 'x'}).encode();"
            "answer = u.build_opener(u.ProxyHandler({})).open(os.environ['OLLAMA_HOST'] + '/api/generate', body);"
            "answer.readline(); print('generating', flush=True); answer.read()"
        )
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        command = [sys.executable, str(SCRIPT), *python(code)]
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == b"generating\n"
            assert any("llama" in line for line in processes_in(tmp_path))
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=TIMEOUT)
        assert not processes_in(tmp_path)
        assert not list(tmp_path.iterdir())


def processes_in(folder: Path) -> list[str]:
    """Return the command lines of processes that refer to a folder."""
    listing = subprocess.run(["ps", "-axww", "-o", "command="], capture_output=True, text=True, check=True)
    return [line for line in listing.stdout.splitlines() if str(folder) in line]
