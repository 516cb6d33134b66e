"""The verbs as functions, on a client of their own that is made at the first call."""

from __future__ import annotations

import threading
from typing import Any

from .clients.sync_client import Client


class _DefaultClient(Client):
    """A client that reads the environment and opens its connections when it is first used."""

    _made = threading.Lock()

    def __init__(self) -> None: ...

    def __getattr__(self, name: str) -> Any:
        # Reached for what Client.__init__ sets, and only until it has.
        if name.startswith("__"):
            raise AttributeError(name)
        with self._made:
            if "_client" not in vars(self):  # the last that Client.__init__ sets
                super().__init__()
        return object.__getattribute__(self, name)


_client = _DefaultClient()

chat = _client.chat
copy = _client.copy
create = _client.create
create_blob = _client.create_blob
delete = _client.delete
embed = _client.embed
embeddings = _client.embeddings
generate = _client.generate
health = _client.health
list = _client.list
load = _client.load
models = _client.models
ps = _client.ps
pull = _client.pull
push = _client.push
show = _client.show
systemone = _client.systemone
unload = _client.unload
version = _client.version
web_fetch = _client.web_fetch
web_search = _client.web_search
