"""The classes of the official package under the name of its module, from which much code imports them."""

from generated.models import (
    ChatRequest,
    CreateRequest,
    EmbeddingsResponse,
    EmbedResponse,
    GenerateRequest,
    ListResponse,
    Message,
    Options,
    ProcessResponse,
    ProgressResponse,
    ShowResponse,
    Tool,
    WebFetchResponse,
    WebSearchResponse,
)
from generated.models import ProgressResponse as StatusResponse

from ._errors import RequestError, ResponseError
from ._images import Image
from ._responses import ChatResponse, GenerateResponse

__all__ = [
    "ChatRequest",
    "ChatResponse",
    "CreateRequest",
    "EmbedResponse",
    "EmbeddingsResponse",
    "GenerateRequest",
    "GenerateResponse",
    "Image",
    "ListResponse",
    "Message",
    "Options",
    "ProcessResponse",
    "ProgressResponse",
    "RequestError",
    "ResponseError",
    "ShowResponse",
    "StatusResponse",
    "Tool",
    "WebFetchResponse",
    "WebSearchResponse",
]
