"""The scripted models: what each one says, and how to make one, by any name, on any server."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from live.errors import LiveServerError
from live.loopback import request
from live.scripted_gguf import scripted_gguf

# one prompt, and nothing the server could take for a capability
PLAIN = (
    "{{ if .System }}<|im_start|>system {{ .System }}<|im_end|>{{ end }}"
    "<|im_start|>user {{ .Prompt }}<|im_end|><|im_start|>assistant "
)
# messages, thinking and tools: the server reads from a template's fields what its model can do
FULL = (
    "{{- if or .System .Tools }}<|im_start|>system {{ .System }}"
    "{{ if .Tools }} tools: {{ range .Tools }}{{ .Function }}{{ end }}"
    ' reply as <tool_call>{"name": , "arguments": }</tool_call>{{ end }}<|im_end|>{{ end }}'
    "{{ range .Messages }}<|im_start|>{{ .Role }} "
    "{{ if .Thinking }}<think>{{ .Thinking }}</think>{{ end }}{{ .Content }}"
    "{{ if .ToolCalls }}{{ range .ToolCalls }}"  # the text after this `if` is the tag the server looks for
    '<tool_call>{"name": "{{ .Function.Name }}", "arguments": {{ .Function.Arguments }}}</tool_call>'
    "{{ end }}{{ end }}<|im_end|>{{ end }}<|im_start|>assistant "
)


@dataclass(frozen=True)
class ScriptedModel:
    """A model that always gives the same reply, and the settings that a server makes it with."""

    reply: str
    template: str = PLAIN
    num_predict: int = 64
    """The longest reply, in tokens."""
    embedding: bool = False
    """A model for embeddings."""
    cycle: bool = False
    """Starts over at the reply's end, until num_predict."""

    def gguf(self) -> bytes:
        """Give the model's file, a few megabytes; the same bytes every time."""
        return scripted_gguf(self.reply, embedding=self.embedding, cycle=self.cycle)

    def create_request(self, name: str, digest: str) -> dict[str, Any]:
        """Give the body of `POST /api/create` that makes this model from the blob `digest` ("sha256:...")."""
        return {
            "model": name,
            "files": {"model.gguf": digest},
            "template": self.template,
            "parameters": {"num_predict": self.num_predict, "temperature": 0},
            "stream": False,
        }

    def create(self, url: str, name: str) -> None:
        """Upload the model to the server at `url` and make it there as `name`; LiveServerError where that fails."""
        data = self.gguf()
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        try:  # a server that has the blob already hangs up on an upload instead of reading it
            request(f"{url}/api/blobs/{digest}", method="HEAD")
        except LiveServerError:
            request(f"{url}/api/blobs/{digest}", data)
        answer = request(f"{url}/api/create", self.create_request(name, digest))
        if json.loads(answer).get("status") != "success":
            raise LiveServerError(f"could not create the model {name}: {answer.decode(errors='replace')}")


MODELS = {
    "sky": ScriptedModel("The sky is blue because of Rayleigh scattering."),
    "thinker": ScriptedModel(
        "<think>Let me recall Rayleigh.</think> The sky is blue because of Rayleigh scattering.", FULL
    ),
    "caller": ScriptedModel('<tool_call>{"name": "get_weather", "arguments": {"city": "Paris"}}</tool_call>', FULL),
    "embedder": ScriptedModel("embedding", "{{ .Prompt }}", embedding=True),
    # line breaks to some line splitters, and legal inside a JSON string: NEL, LINE and PARAGRAPH SEPARATOR
    "separators": ScriptedModel("one\u0085two \u2028three\u2029four \u2603 five"),
    # the byte FF, which is no UTF-8: the server ends the stream there, with status 200 and no `"done": true`
    "breaker": ScriptedModel("before \udcff after"),
    "endless": ScriptedModel("tick tock", num_predict=100_000, cycle=True),
}
