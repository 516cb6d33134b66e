"""Error messages that several routes share."""

from ..http.responses import APIError


def not_found(name: str) -> APIError:
    return APIError(404, f"model '{name}' not found")


INVALID_NAME = "invalid model name"
_CLOUD_IS_OFF = "ollama cloud is disabled:"
NO_REMOTE_MODEL = f"{_CLOUD_IS_OFF} remote model is unavailable"
NO_REMOTE_DETAILS = f"{_CLOUD_IS_OFF} remote model details are unavailable"
NO_WEB_SEARCH = f"{_CLOUD_IS_OFF} web search is unavailable"
NO_WEB_FETCH = f"{_CLOUD_IS_OFF} web fetch is unavailable"
