"""Named as the module of the official package from which some code imports these; see `_types` for the way it does."""

from . import AsyncClient, Client, RequestError, ResponseError

__all__ = ["AsyncClient", "Client", "RequestError", "ResponseError"]
