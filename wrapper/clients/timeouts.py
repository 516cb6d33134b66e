"""How long a client waits: what a caller passes as `timeout`, and the four phases that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, cast

from ..errors import RequestError, short_repr
from ..requests.checks import reading

_TOO_LONG = 1e9  # seconds: no socket accepts more


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
"""Seconds for each phase of a call, a tuple to connect and to read, an `httpx.Timeout`, or None to wait forever."""


class Timeouts(NamedTuple):
    """Seconds to wait in each phase of a call, None without a limit."""

    connect: float | None = 10.0
    read: float | None = 600.0  # a large model can take minutes to load before its first token
    write: float | None = 600.0  # a large upload may stall while the server stores what it has
    pool: float | None = 600.0


def parse_timeout(timeout: object) -> Timeouts | Default:
    """Return the phases of a timeout; `DEFAULT` stays as it is.

    >>> parse_timeout((3, 60))
    Timeouts(connect=3, read=60, write=60, pool=None)

    Raises:
        RequestError: It is not a valid timeout.
    """
    if isinstance(timeout, Default):
        return timeout
    original: object = timeout
    phases: list[object] = [timeout] * 4
    if isinstance(timeout, tuple):
        phases = [*cast("tuple[object, ...]", timeout)]
        if len(phases) in (2, 3):
            phases += [phases[1], None][len(phases) - 2 :]  # to write as to read, and for a connection without limit
    else:
        with reading("timeout"):
            if all(hasattr(timeout, phase) for phase in Timeouts._fields):
                phases = [getattr(timeout, phase) for phase in Timeouts._fields]
    if len(phases) != 4 or not all(map(_is_valid, phases)):
        raise RequestError(
            "timeout must be seconds above 0, a tuple of seconds to connect and to read, an httpx.Timeout, or None to "
            f"wait forever, not {short_repr(original)}"
        )
    return Timeouts(*cast("list[Any]", phases))


def _check_phases(timeout: Any) -> Any:
    """Return a timeout that has phases, for pydantic; the other kinds it checks itself."""
    if not all(hasattr(timeout, phase) for phase in Timeouts._fields):
        raise ValueError("it is not an httpx.Timeout")
    return timeout


def _is_valid(seconds: object) -> bool:
    if seconds is None:
        return True
    return isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and 0 < seconds < _TOO_LONG
