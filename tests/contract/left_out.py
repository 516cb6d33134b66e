"""Everything that the contract tests leave out, with the reasons."""

from tests.contract.target import Kind

GENERATED = {
    "whoami": "requests the signed-in user from ollama.com",
    "signout": "signs the machine out of ollama.com",
    "delete_key": "removes a key of the machine at ollama.com",
    "web_search": "a route of ollama.com only",
    "web_fetch": "a route of ollama.com only",
    "systemone": "introduced in version 0.35; the described server responds with 404",
}
"""Operations without generated requests. The server rejects those of the corpus before they have an effect."""

EMBEDDED = {"whoami", "signout", "delete_key"}
"""Operations of `GENERATED` that the embedded server gets anyway, because it never calls out."""

CLOUD = "calls ollama.com unless the server was started with OLLAMA_NO_CLOUD=1"
OPERATIONS = {
    Kind.OWN: {},
    Kind.FOREIGN: {
        **GENERATED,
        "web_search_experimental": CLOUD,
        "web_fetch_experimental": CLOUD,
        "list_recommendations": CLOUD,
        "openai_transcription": "has a multipart body, in which the guard cannot find the model's name",
    },
    Kind.EMBEDDED: {},
}
"""Operations that are never sent to a server, by its kind."""

ROUTES = {
    "/api/codex/*path": "forwards every request to chatgpt.com or api.openai.com",
}
"""Routes of the server that openapi.yaml does not describe."""

CHECKS = {
    "not_a_server_error": "the server cannot be changed; the tests check that its 5xx statuses are documented",
    "positive_data_acceptance": "the formats of names, digests, durations and base64 are described in prose only",
    "ignored_auth": "a local server does not require authentication",
}
"""Checks of schemathesis that are not applied to responses."""

LENIENT = {
    "chat": {"format": "ignored without messages, because the model is only loaded"},
    "generate": {"format": "ignored without a prompt, because the model is only loaded"},
    "show": {"options": "any value is accepted and ignored"},
    "create": {
        "info": "any value is accepted; invalid members are dropped",
        "license": "any value is accepted; of a list, only the strings are used",
    },
    "openai_chat_completion": {
        "messages.content": "any value is accepted; unknown parts are dropped",
        "tools.function.parameters": "any value is accepted as a JSON schema",
        "response_format.json_schema.schema": "any value is accepted as a JSON schema",
        "stop": "any value is accepted; only the strings are used",
    },
    "openai_completion": {"stop": "any value is accepted; only the strings are used"},
    "openai_response": {
        "input.tools": "forwarded without parsing",
        "text.format.schema": "any value is accepted as a JSON schema",
    },
    "anthropic_message": {
        "messages.content": "unknown blocks are dropped",
        "system": "any value is accepted; of a list, only the strings are used",
    },
}
"""Request fields that the server accepts with values of any type.

It rejects a wrong type in all other fields. It treats null as unset, and requires no member of a nested object.
"""

LENIENT_ANYWHERE = {
    "images": "an image may also be a list of byte values",
}
"""Such fields at any depth in any request."""

FUZZED_MODELS = {
    "endless": "never ends its reply; the corpus uses it with a limit",
}
"""Scripted models that generated requests do not use."""


def generated(kind: Kind) -> set[str]:
    """Return the operations for which a server gets no generated requests."""
    return {*GENERATED, *OPERATIONS[kind]} - (EMBEDDED if kind is Kind.EMBEDDED else set())


NOT_IMITATED = {
    "chat-twice-the-same-field-once-wrong": "of a field that comes twice, only the last value is read",
    "chat-temperature-beyond-its-type": "the range of a 32-bit float is not checked",
    "generate-context-of-no-tokens": "a context is only counted",
    "embed-longer-than-no-context": "a context of 0 tokens is one of 4 tokens, and the input is truncated to it",
    "embed-longer-than-a-batch-and-no-context": "the same",
    "create-unknown-renderer-used": "the names of renderers are not checked",
    "blob-of-a-model-in-a-chat-with-an-image": "the error for an image is the same with and without a template",
}
"""Entries of the corpus that the embedded server gives another status, and why."""
