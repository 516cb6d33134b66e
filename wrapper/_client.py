"""The clients and errors under the official package's module name, from which existing code imports them."""

from . import AsyncClient, Client, RequestError, ResponseError

__all__ = ["AsyncClient", "Client", "RequestError", "ResponseError"]
