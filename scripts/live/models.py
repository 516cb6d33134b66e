"""The scripted models: their replies, and how to create them on a server."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from live.errors import LiveServerError
from live.loopback import request
from live.scripted_gguf import scripted_gguf

# Only a prompt: the server finds no capabilities in it.
PLAIN = (
    "{{ if .System }}<|im_start|>system {{ .System }}<|im_end|>{{ end }}"
    "<|im_start|>user {{ .Prompt }}<|im_end|><|im_start|>assistant "
)
# Messages, thinking and tools: the server derives a model's capabilities from the fields in its template.
FULL = (
    "{{- if or .System .Tools }}<|im_start|>system {{ .System }}"
    "{{ if .Tools }} tools: {{ range .Tools }}{{ .Function }}{{ end }}"
    ' reply as <tool_call>{"name": , "arguments": }</tool_call>{{ end }}<|im_end|>{{ end }}'
    "{{ range .Messages }}<|im_start|>{{ .Role }} "
    "{{ if .Thinking }}<think>{{ .Thinking }}</think>{{ end }}{{ .Content }}"
    "{{ if .ToolCalls }}{{ range .ToolCalls }}"  # the server uses the string after this `if` as the tag of a tool call
    '<tool_call>{"name": "{{ .Function.Name }}", "arguments": {{ .Function.Arguments }}}</tool_call>'
    "{{ end }}{{ end }}<|im_end|>{{ end }}<|im_start|>assistant "
)


@dataclass(frozen=True)
class ScriptedModel:
    """A model with a fixed reply, and the settings for its creation."""

    reply: str
    template: str = PLAIN
    num_predict: int = 64
    """The maximum length of a reply, in tokens."""
    embedding: bool = False
    """Whether it is an embedding model."""
    cycle: bool = False
    """Whether the reply repeats until num_predict."""

    def gguf(self) -> bytes:
        """Return the model's file of a few megabytes, the same bytes every time."""
        return scripted_gguf(self.reply, embedding=self.embedding, cycle=self.cycle)

    def create_request(self, name: str, digest: str) -> dict[str, Any]:
        """Return the body of `POST /api/create` that creates this model from the blob `digest` ("sha256:...")."""
        return {
            "model": name,
            "files": {"model.gguf": digest},
            "template": self.template,
            "parameters": {"num_predict": self.num_predict, "temperature": 0},
            "stream": False,
        }

    def create(self, url: str, name: str) -> None:
        """Upload the model to the server at `url` and create it as `name`; raise LiveServerError on failure."""
        data = self.gguf()
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        try:  # a server that already has the blob disconnects during an upload
            request(f"{url}/api/blobs/{digest}", method="HEAD")
        except LiveServerError:
            request(f"{url}/api/blobs/{digest}", data)
        response = request(f"{url}/api/create", self.create_request(name, digest))
        if json.loads(response).get("status") != "success":
            raise LiveServerError(f"could not create the model {name}: {response.decode(errors='replace')}")


MODELS = {
    "sky": ScriptedModel("The sky is blue because of Rayleigh scattering."),
    "thinker": ScriptedModel(
        "<think>Let me recall Rayleigh.</think> The sky is blue because of Rayleigh scattering.", FULL
    ),
    "caller": ScriptedModel('<tool_call>{"name": "get_weather", "arguments": {"city": "Paris"}}</tool_call>', FULL),
    "embedder": ScriptedModel("embedding", "{{ .Prompt }}", embedding=True),
    # Legal in a JSON string, but line breaks for str.splitlines: NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.
    "separators": ScriptedModel("one\u0085two \u2028three\u2029four \u2603 five"),
    # The byte FF is invalid UTF-8. The server ends the stream there, with status 200 and without `"done": true`.
    "breaker": ScriptedModel("before \udcff after"),
    "endless": ScriptedModel("tick tock", num_predict=100_000, cycle=True),
}
