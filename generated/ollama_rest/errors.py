# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The errors that the generated calls and models raise themselves."""


class UnexpectedStatus(Exception):
    """A response with a status that the API description does not list.

    `status_code` is the status, `content` the body's bytes.
    """

    def __init__(self, status_code: int, content: bytes) -> None:
        super().__init__(status_code, content)
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        return f"unexpected status {self.status_code}: {self.content[:200].decode(errors='replace')}"


class InvalidDataError(ValueError):
    """Data that a model cannot be built from."""
