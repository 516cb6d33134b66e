# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

"""What the generated calls raise by themselves."""


class UnexpectedStatus(Exception):
    """The server answered with a status that the API's description does not know.

    `status_code` is that status, `content` the body's bytes.
    """

    def __init__(self, status_code: int, content: bytes) -> None:
        super().__init__(status_code, content)
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        return f"unexpected status {self.status_code}: {self.content[:200].decode(errors='replace')}"
