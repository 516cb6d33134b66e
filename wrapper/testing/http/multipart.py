"""Forms with files: bodies of multipart/form-data."""

from email.parser import BytesParser

_TYPE = "multipart/form-data"


class FormError(ValueError):
    """The body is not a valid form."""


def parse(content_type: str, body: bytes) -> dict[str, str | bytes]:
    """Return the fields of a form as strings, its files as bytes. The first of several with one name counts.

    Raises:
        FormError: it is not valid.
    """
    message = BytesParser().parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    if message.get_content_type() != _TYPE:
        raise FormError(f"request Content-Type isn't {_TYPE}")
    if not message.get_boundary():
        raise FormError("no multipart boundary param in Content-Type")
    if not body or message.defects:
        raise FormError("unexpected EOF" if body else "multipart: NextPart: EOF")
    form: dict[str, str | bytes] = {}
    for part in message.walk():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            is_file = part.get_filename() is not None
            form.setdefault(name, content if is_file else content.decode("utf-8", "replace"))
    return form
