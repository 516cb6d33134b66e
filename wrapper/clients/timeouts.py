"""How long a client waits: what a caller passes as `timeout`, the phases that it stands for, and the deadline."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, cast

from ..errors import RequestError, short_repr
from ..requests.checks import reading

_TOO_LONG = 1e9  # seconds: no socket accepts more
_EARLY = 0.01  # seconds by which a timer may end before its time


class Default:
    """The type of `DEFAULT`: the argument is omitted, where None has a meaning of its own."""

    def __repr__(self) -> str:
        return "DEFAULT"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return the core schema for pydantic, with which frameworks make tools of functions: null in JSON."""
        from pydantic_core import core_schema

        to_null = core_schema.plain_serializer_function_ser_schema(lambda _: None)
        return core_schema.json_or_python_schema(
            core_schema.none_schema(), core_schema.is_instance_schema(cls), serialization=to_null
        )


DEFAULT = Default()


class PhaseTimeouts(Protocol):
    """Seconds to wait in each phase of a call, None without a limit; an `httpx.Timeout` is one."""

    @property
    def connect(self) -> float | None:
        """Seconds to wait for a connection."""
        ...

    @property
    def read(self) -> float | None:
        """Seconds to wait for the next bytes."""
        ...

    @property
    def write(self) -> float | None:
        """Seconds to wait until the server takes the next bytes."""
        ...

    @property
    def pool(self) -> float | None:
        """Seconds to wait for a free connection of the client."""
        ...

    if not TYPE_CHECKING:  # no attribute that an `httpx.Timeout` must have

        @classmethod
        def __get_pydantic_core_schema__(cls, source, handler):
            """Return the core schema for pydantic, with which frameworks make tools of functions: never in JSON."""
            from pydantic_core import core_schema

            return core_schema.no_info_plain_validator_function(_check_phases)

        @classmethod
        def __get_pydantic_json_schema__(cls, schema, handler):
            """Leave it out of JSON Schemas."""
            from pydantic_core import PydanticOmit

            raise PydanticOmit


Timeout: TypeAlias = float | tuple[float | None, ...] | PhaseTimeouts | None
"""Seconds for each phase of a call, a tuple to connect and to read, `Timeouts`, an `httpx.Timeout`, or None."""


class Timeouts(NamedTuple):
    """Seconds to wait in each phase of a call, and for the call in total; None means no limit.

    Attributes:
        connect (float | None): seconds to wait for a connection. Default: 10.
        read (float | None): seconds to wait for the headers of the response, then for each next part of its body.
            Default: 600.
        write (float | None): seconds to wait until the server takes the next part of the request. Default: 600.
        pool (float | None): seconds to wait for a free connection of the client. Default: 600.
        total (float | None): seconds for the call from its start to the end of its reply or stream, with connections,
            redirects, retries and uploads. Default: no limit.

    Example:
        >>> Timeouts(read=60, total=300)
        Timeouts(connect=10.0, read=60, write=600.0, pool=600.0, total=300)
    """

    connect: float | None = 10.0
    read: float | None = 600.0  # a large model can take minutes to load before its first token
    write: float | None = 600.0  # a large upload may stall while the server stores what it has
    pool: float | None = 600.0
    total: float | None = None


_PHASES = Timeouts._fields[:4]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time at which a call ends with an error."""

    total: float
    """The seconds from the start of the call."""
    time: float
    """The end, on the clock `time.monotonic`."""

    @property
    def has_passed(self) -> bool:
        """Whether the call is late."""
        return monotonic() >= self.time - _EARLY


def parse_timeout(timeout: object) -> Timeouts | Default:
    """Return the phases of a timeout; `DEFAULT` stays as it is.

    >>> parse_timeout((3, 60))
    Timeouts(connect=3, read=60, write=60, pool=None, total=None)

    Raises:
        RequestError: It is not a valid timeout.
    """
    if isinstance(timeout, Default):
        return timeout
    original: object = timeout
    phases: list[object] = [timeout] * 4
    total: object = None
    if isinstance(timeout, Timeouts):
        phases, total = [*timeout[:4]], timeout.total
    elif isinstance(timeout, tuple):
        phases = [*cast("tuple[object, ...]", timeout)]
        if len(phases) in (2, 3):
            phases += [phases[1], None][len(phases) - 2 :]  # to write as to read, and for a connection without limit
    else:
        with reading("timeout"):
            if _has_phases(timeout):
                phases = [getattr(timeout, phase) for phase in _PHASES]
    if len(phases) != len(_PHASES) or not all(map(_is_valid, [*phases, total])):
        raise RequestError(
            "timeout must be seconds above 0, a tuple of seconds to connect and to read, Timeouts, an httpx.Timeout, "
            f"or None to wait forever, not {short_repr(original)}"
        )
    checked: list[Any] = [*phases, total]
    return Timeouts(*checked)


def deadline_of(timeouts: Timeouts) -> Deadline | None:
    """Return the deadline of a call that starts now, or None without one."""
    return None if timeouts.total is None else Deadline(timeouts.total, monotonic() + timeouts.total)


def _has_phases(timeout: object) -> bool:
    return all(hasattr(timeout, phase) for phase in _PHASES)


def _check_phases(timeout: Any) -> Any:
    """Return a timeout that has phases, for pydantic; the other kinds it checks itself."""
    if not _has_phases(timeout):
        raise ValueError("it is not an httpx.Timeout")
    return timeout


def _is_valid(seconds: object) -> bool:
    if seconds is None:
        return True
    return isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and 0 < seconds < _TOO_LONG
