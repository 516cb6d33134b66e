"""How far a pull, a push or a create has come: over all its parts, and as a bar on a terminal."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import TypeAlias

    from ollama_rest.types import ApiModel

    Report: TypeAlias = bool | Callable[["Progress"], object]
    """What to do with the progress: nothing, show a bar on a terminal, or call a function with it."""


class Progress:
    """The progress of a whole job: the replies of its stream, added up over the digests that they tell of.

    >>> from wrapper import ProgressResponse
    >>> progress = Progress()
    >>> progress.add(ProgressResponse(status="pulling aa", digest="sha256:aa", total=100, completed=100))
    >>> progress.add(ProgressResponse(status="pulling bb", digest="sha256:bb", total=300, completed=20))
    >>> progress
    Progress('pulling bb', 120 of 400 bytes)
    """

    status: str
    """What is being done now; "success" at the end."""
    parts: dict[str, tuple[int, int]]
    """By digest, the bytes that are done and the bytes that there are."""

    def __init__(self) -> None:
        self.status = ""
        self.parts = {}

    def add(self, reply: ApiModel) -> None:
        """Take the next reply of the stream."""
        self.status = str(reply.get("status", self.status))
        if (digest := reply.get("digest")) is not None:  # the server leaves out a 0
            self.parts[str(digest)] = (_bytes(reply.get("completed")), _bytes(reply.get("total")))

    @property
    def completed(self) -> int:
        """Bytes that are done, of all digests so far."""
        return sum(completed for completed, _ in self.parts.values())

    @property
    def total(self) -> int:
        """Bytes that there are, of all digests so far: it grows as the server comes to the next one."""
        return sum(total for _, total in self.parts.values())

    @property
    def fraction(self) -> float:
        """How much is done, from 0 to 1."""
        if self.status == "success":
            return 1.0
        return self.completed / self.total if self.total else 0.0

    def __repr__(self) -> str:
        return f"Progress({self.status!r}, {self.completed} of {self.total} bytes)"


def _bytes(count: object) -> int:
    return count if isinstance(count, int) else 0


class Watch:
    """Adds up the progress of one job, and reports it."""

    def __init__(self, report: Callable[[Progress], object], close: Callable[[], object] = lambda: None) -> None:
        self._progress = Progress()
        self._report = report
        self.close = close
        """Say that nothing more comes."""
        self.untold: Exception | None = None
        """What the function raised that the progress was reported to."""

    def add(self, reply: ApiModel) -> None:
        """Take the next reply, and report."""
        self._progress.add(reply)
        try:
            self._report(self._progress)
        except Exception as error:
            self.untold = error
            raise


def watch(progress: object, title: str) -> Watch | None:
    """Make what watches a job in the way that is asked for; None where nothing is to be told.

    Raises:
        RequestError: a bar is wanted on a terminal, and the extra that draws it is not installed.
    """
    if callable(progress):
        return Watch(progress)
    if not isinstance(progress, bool):
        raise RequestError(f"progress must be True, False or a function, not {short_repr(progress)}")
    if not progress or not sys.stderr.isatty():
        return None
    bar = _Bar(title)
    return Watch(bar.draw, bar.close)


@contextmanager
def closed_on_error(watch: Watch | None) -> Generator[None]:
    """Let nothing more be told of a job that fails within the block."""
    try:
        yield
    except BaseException:
        if watch is not None:
            watch.close()
        raise


class _Bar:
    """One bar for the whole job, from its first progress on."""

    def __init__(self, title: str) -> None:
        try:
            from tqdm import tqdm
        except ImportError:
            raise RequestError(
                "progress=True takes tqdm: `pip install ollama-wrapper[progress]`, or give a function that is called "
                "with a wrapper.Progress"
            ) from None
        self._tqdm: Any = tqdm
        self._title = title
        self._bar: Any = None

    def draw(self, progress: Progress) -> None:
        if self._bar is None:
            width, height = shutil.get_terminal_size()  # asked here: tqdm draws nothing where a terminal tells neither
            self._bar = self._tqdm(
                desc=self._title, total=0, unit="B", unit_scale=True, unit_divisor=1024, ncols=width, nrows=height
            )
        self._bar.set_postfix_str(progress.status, refresh=False)
        self._bar.total = progress.total
        self._bar.n = progress.completed
        self._bar.refresh()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
