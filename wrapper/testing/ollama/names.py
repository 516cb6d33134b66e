"""Names of models: host/namespace/model:tag with the server's defaults, and the endings :local and :cloud."""

import re
from dataclasses import dataclass

from ..http.json import quote
from ..http.responses import APIError
from .errors import INVALID_NAME

_PARTS = {
    "host": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}"),
    "namespace": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}"),
    "model": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"),
    "tag": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"),
}
_MISSING = "!MISSING!"  # an empty part before a separator: never valid


@dataclass(frozen=True)
class Name:
    """A full name. Two names that differ only in case mean the same model."""

    host: str
    namespace: str
    model: str
    tag: str

    @property
    def valid(self) -> bool:
        return all(pattern.fullmatch(getattr(self, part)) for part, pattern in _PARTS.items())

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.host.lower(), self.namespace.lower(), self.model.lower(), self.tag.lower())

    @property
    def full(self) -> str:
        return f"{self.host}/{self.namespace}/{self.model}:{self.tag}"

    @property
    def short(self) -> str:
        """The name as lists show it: without the default host and namespace, always with the tag."""
        if self.host.lower() != "registry.ollama.ai":
            return self.full
        if self.namespace.lower() != "library":
            return f"{self.namespace}/{self.model}:{self.tag}"
        return f"{self.model}:{self.tag}"


def parse(text: str) -> Name:
    """Parse a name, which may turn out not to be `valid`."""
    tag = host = namespace = ""
    if text.rfind(":") > text.rfind("/"):
        text, _, tag = text.rpartition(":")
        text, tag = text or _MISSING, tag or _MISSING
    rest, slash, model = text.rpartition("/")
    if slash:
        model, rest = model or _MISSING, rest or _MISSING
        host, slash, namespace = rest.rpartition("/")
        if slash:
            namespace, host = namespace or _MISSING, host or _MISSING
            host = host.partition("://")[2] or host
    return Name(host or "registry.ollama.ai", namespace or "library", model, tag or "latest")


@dataclass(frozen=True)
class Reference:
    """A name in a request. `base` is its text without the ending, `source` is "", "local" or "cloud"."""

    name: Name
    base: str
    source: str


class Required(APIError):
    """The request names no model."""

    def __init__(self) -> None:
        super().__init__(400, "model is required")


def reference(text: str, *, of_pull: bool = False) -> Reference:
    """Parse the name in a request.

    Raises:
        Required: it is empty.
        APIError: it is not valid.
    """
    text = text.strip()
    if not text:
        raise Required
    base, source = _source(text)
    if source and _source(base)[1]:
        raise APIError(400, f"use either :local or :cloud, not both: {quote(text)}")
    if of_pull and source == "cloud":
        base = base + ("-cloud" if base.rfind(":") > base.rfind("/") else ":cloud")
    name = parse(base)
    if not name.valid:
        raise APIError(400, INVALID_NAME)
    return Reference(name, base, source)


def _source(text: str) -> tuple[str, str]:
    before, colon, ending = text.rpartition(":")
    if colon:
        word = ending.strip().lower()
        if word in ("cloud", "local"):
            return before, word
        if "/" not in ending and word.endswith("-cloud"):
            return f"{before}:{ending.strip()[: -len('-cloud')]}", "cloud"
    return text, ""
