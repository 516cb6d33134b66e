"""The model store: models by name, blobs by digest."""

import hashlib
import tempfile
from collections.abc import Iterator
from typing import IO

from .built_in import built_in
from .clock import Clock
from .models import Model
from .names import Name

_IN_MEMORY = 1 << 20  # longer blobs go to a temporary file


class Blob:
    """Blob that are being uploaded, or were."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - close() closes it
        self.size: int = 0
        self.kept: bool = False

    def write(self, data: bytes) -> None:
        self._hash.update(data)
        self.file.write(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"

    def close(self) -> None:
        self.file.close()


class Store:
    """Models, found in any case of their name, and blobs. Close it to delete the blobs' files."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._models = {model.name.key: model for model in built_in(clock.now())}
        self._blobs: dict[str, Blob] = {}

    def __iter__(self) -> Iterator[Model]:
        return iter(list(self._models.values()))

    def get(self, name: Name) -> Model | None:
        return self._models.get(name.key)

    def put(self, model: Model) -> None:
        """Store a model; it replaces one of the same name."""
        old = self._models.get(model.name.key)
        model.modified = self._clock.now()
        self._models[model.name.key] = model
        if old:
            self._drop_layers(old)

    def drop(self, name: Name) -> None:
        """Delete a model, and the blobs that no other model uses."""
        self._drop_layers(self._models.pop(name.key))

    def _drop_layers(self, model: Model) -> None:
        used = {part.digest for other in self for part in other.layers}
        for part in model.layers:
            if part.digest not in used and part.digest in self._blobs:
                self._blobs.pop(part.digest).close()

    def spelled(self, name: Name) -> Name:
        """Return the name in the case in which its parts are already stored."""
        parts = ("host", "namespace", "model", "tag")
        known = {(part, getattr(m.name, part).lower()): getattr(m.name, part) for m in self for part in parts}
        return Name(*(known.get((part, getattr(name, part).lower()), getattr(name, part)) for part in parts))

    def has_blob(self, digest: str) -> bool:
        """Whether the bytes are stored, uploaded or as a layer of a model."""
        return digest in self._blobs or any(part.digest == digest for model in self for part in model.layers)

    def put_blob(self, blob: Blob) -> None:
        if old := self._blobs.get(blob.digest):
            old.close()
        blob.kept = True
        self._blobs[blob.digest] = blob

    def blob(self, digest: str) -> Blob | None:
        """Return uploaded bytes."""
        return self._blobs.get(digest)

    def close(self) -> None:
        for blob in self._blobs.values():
            blob.close()
        self._blobs.clear()
