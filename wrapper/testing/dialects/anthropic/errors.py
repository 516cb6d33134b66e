"""Errors in the form of Anthropic's API."""

from ...http.json import Fields
from ...http.responses import APIError
from ..conversion import new_id
from ..dialect import Dialect

_TYPES = {400: "invalid_request_error", 403: "permission_error", 404: "not_found_error"}


def error_body(error: APIError) -> Fields:
    """Return the JSON body of an error."""
    described = {"type": _TYPES.get(error.status, "api_error"), "message": error.text}
    return {"type": "error", "error": described, "request_id": new_id("req_")}


ANTHROPIC = Dialect(error_body)
