"""The progress of a pull, push or create: totals over all digests, a callback, and a bar on a terminal."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, TypeAlias

from ollama_rest.models import ProgressResponse
from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr


class Progress:
    """The progress of a whole pull, push or create: the replies of its stream, summed over their digests.

    Attributes:
        status (str): the current step; "success" at the end, empty before the first reply.
        parts (dict[str, tuple[int, int]]): the completed and total bytes of each digest so far.

    >>> from wrapper import ProgressResponse
    >>> progress = Progress()
    >>> progress.add(ProgressResponse(status="pulling aa", digest="sha256:aa", total=100, completed=100))
    >>> progress.add(ProgressResponse(status="pulling bb", digest="sha256:bb", total=300, completed=20))
    >>> progress
    Progress('pulling bb', 120 of 400 bytes)
    >>> progress.fraction
    0.3
    """

    def __init__(self) -> None:
        self.status: str = ""
        self.parts: dict[str, tuple[int, int]] = {}

    def add(self, reply: ApiModel) -> None:
        """Add the next reply of the stream.

        Args:
            reply: a `ProgressResponse` as iterating over `pull(…, stream=True)` returns it.
        """
        self.status = str(reply.get("status", self.status))
        if (digest := reply.get("digest")) is not None:  # the server omits a count of 0
            self.parts[str(digest)] = (_bytes(reply.get("completed")), _bytes(reply.get("total")))

    @property
    def completed(self) -> int:
        """The completed bytes of all digests so far."""
        return sum(completed for completed, _ in self.parts.values())

    @property
    def total(self) -> int:
        """The total bytes of all digests so far; it grows when the server starts the next digest."""
        return sum(total for _, total in self.parts.values())

    @property
    def fraction(self) -> float:
        """The completed share of `total`, from 0 to 1; 0 while `total` is 0, 1 after success."""
        if self.status == "success":
            return 1.0
        return self.completed / self.total if self.total else 0.0

    def __repr__(self) -> str:
        return f"Progress({self.status!r}, {self.completed} of {self.total} bytes)"


StatusResponse: TypeAlias = ProgressResponse
"""The official package's name for a progress without counts of bytes."""

ProgressOption: TypeAlias = bool | Callable[[Progress], object]
"""False for no report, True for a bar on a terminal, or a callback."""


def _bytes(count: object) -> int:
    return count if isinstance(count, int) else 0


class ProgressReporter:
    """Adds up the replies of one call and passes its `Progress` to a callback."""

    callback_error: Exception | None = None
    """The exception that the callback raised."""

    def __init__(self, report: Callable[[Progress], object], close: Callable[[], object] = lambda: None) -> None:
        self._progress = Progress()
        self._report = report
        self.close = close
        """End the report: no more replies follow."""

    def add(self, reply: ApiModel) -> None:
        """Add the next reply and call the callback."""
        self._progress.add(reply)
        try:
            self._report(self._progress)
        except Exception as error:
            self.callback_error = error
            raise


def progress_reporter(progress: object, title: str) -> ProgressReporter | None:
    """Build the reporter for the `progress` argument of a call, or return None if there is nothing to report to.

    Raises:
        RequestError: `progress` has the wrong type, or is True without tqdm.
    """
    if callable(progress):
        return ProgressReporter(progress)
    if not isinstance(progress, bool):
        raise RequestError(f"progress must be True, False or a function, not {short_repr(progress)}")
    if not progress:
        return None
    bar = _Bar(title)
    return ProgressReporter(bar.draw, bar.close)


@contextmanager
def closed_on_error(reporter: ProgressReporter | None) -> Generator[None]:
    """Close the reporter if the block raises."""
    try:
        yield
    except BaseException:
        if reporter is not None:
            reporter.close()
        raise


class _Bar:
    """A terminal progress bar for a whole call, created by the first progress."""

    def __init__(self, title: str) -> None:
        try:
            from tqdm import tqdm
        except ImportError:
            raise RequestError(
                "progress=True requires tqdm: run `pip install ollama-wrapper[progress]`, or pass a function that takes"
                " a wrapper.Progress"
            ) from None
        self._tqdm: Any = tqdm
        self._title = title
        self._bar: Any = None

    def draw(self, progress: Progress) -> None:
        if not sys.stderr.isatty():  # the replies are read all the same: errors do not depend on a terminal
            return
        if self._bar is None:
            import shutil  # here, because it imports all modules of compression

            width, height = shutil.get_terminal_size()  # has defaults: tqdm draws nothing if the size is unknown
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
