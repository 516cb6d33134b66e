"""Errors in the form of OpenAI's API."""

from ...http.json import Fields
from ...http.responses import APIError
from ..dialect import Dialect

_TYPES = {400: "invalid_request_error", 404: "not_found_error"}


class CodedError(APIError):
    """An error whose body has a code: only those of the Responses API do."""

    def __init__(self, status: int, text: str, code: str = "invalid_request_error") -> None:
        super().__init__(status, text)
        self.code = code


def error_body(error: APIError) -> Fields:
    """Return the JSON body of an error."""
    code = error.code if isinstance(error, CodedError) else None
    type = _TYPES.get(error.status, "api_error")
    return {"error": {"message": error.text, "type": type, "param": None, "code": code}}


OPENAI = Dialect(error_body)
