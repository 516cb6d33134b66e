"""The one way a route says no."""


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
