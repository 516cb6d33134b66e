"""The one way a route says no."""

from __future__ import annotations


class Refusal(Exception):
    """An error answer. Of a stream that failed before it began, the content type names no charset."""

    def __init__(self, status: int, text: str, *, of_stream: bool = False) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.of_stream = of_stream


def not_found(name: str) -> Refusal:
    return Refusal(404, f"model '{name}' not found")


INVALID_NAME = "invalid model name"
_CLOUD_IS_OFF = "ollama cloud is disabled:"
NO_REMOTE_MODEL = f"{_CLOUD_IS_OFF} remote model is unavailable"
NO_REMOTE_DETAILS = f"{_CLOUD_IS_OFF} remote model details are unavailable"
NO_WEB_SEARCH = f"{_CLOUD_IS_OFF} web search is unavailable"
NO_WEB_FETCH = f"{_CLOUD_IS_OFF} web fetch is unavailable"
