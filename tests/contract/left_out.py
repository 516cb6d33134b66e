"""What the contract tests leave out, and why: all of it, in one place."""

from tests.contract.target import Kind

GENERATED = {
    "whoami": "asks ollama.com who is signed in",
    "signout": "signs the machine out at ollama.com",
    "delete_key": "removes a key of the machine at ollama.com",
    "web_search": "a route of ollama.com, no server at home has it",
    "web_fetch": "a route of ollama.com, no server at home has it",
    "systemone": "comes with version 0.35: the server described answers 404",
}
"""Operations without generated requests; those of the corpus are refused before they do anything."""

EMBEDDED = {"whoami", "signout", "delete_key"}
"""Those of them that the embedded server gets all the same: it asks nobody."""

CLOUD = "calls ollama.com, unless the server was started with OLLAMA_NO_CLOUD=1"
OPERATIONS = {
    Kind.OWN: {},
    Kind.FOREIGN: {
        **GENERATED,
        "web_search_experimental": CLOUD,
        "web_fetch_experimental": CLOUD,
        "list_recommendations": CLOUD,
        "openai_transcription": "a multipart body, in which the guard cannot see the model's name",
    },
    Kind.EMBEDDED: {},
}
"""Operations that are not sent to a server at all."""

ROUTES = {
    "/api/codex/*path": "hands every request on to chatgpt.com and api.openai.com: no API of Ollama's own",
}
"""Routes of the server that openapi.yaml does not describe."""

CHECKS = {
    "not_a_server_error": "the server is given: a 5xx that it answers is to be documented, which is checked",
    "positive_data_acceptance": "the forms of names, digests, durations and base64 are described in prose alone",
    "ignored_auth": "a server at home asks for no authentication",
}
"""Checks of schemathesis that are not run on answers."""

LENIENT = {
    "chat": {"format": "not read where no message is there, as the model is only loaded"},
    "generate": {"format": "not read where no prompt is there, as the model is only loaded"},
    "show": {"options": "read as anything, and used for nothing"},
    "create": {
        "info": "read as anything: what does not fit is dropped",
        "license": "read as anything: of a list, the texts",
    },
    "openai_chat_completion": {
        "messages.content": "read as anything: what is no text and no known part is dropped",
        "tools.function.parameters": "a JSON schema is read as anything",
        "response_format.json_schema.schema": "a JSON schema is read as anything",
        "stop": "read as anything: the texts count",
    },
    "openai_completion": {"stop": "read as anything: the texts count"},
    "openai_response": {
        "input.tools": "handed on unread",
        "text.format.schema": "a JSON schema is read as anything",
    },
    "anthropic_message": {
        "messages.content": "unknown blocks are dropped",
        "system": "read as anything: of a list, the texts",
    },
}
"""Fields of a request that the server takes in any form, so a wrong form is not refused.

Beyond these, it refuses every wrong type. It takes null as nothing sent, and requires no member of a nested object.
"""

LENIENT_ANYWHERE = {
    "images": "an image may also be a list of the numbers of its bytes",
}
"""The same, at any depth in any request."""

FUZZED_MODELS = {
    "endless": "never ends its reply; the corpus has it, with a limit",
}
"""Scripted models that generated requests do not name."""


def generated(kind: Kind) -> set[str]:
    """The operations that a server gets no generated requests of."""
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
