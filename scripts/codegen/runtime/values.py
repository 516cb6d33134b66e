"""Strings and numbers of the API with a meaning of their own: times and sizes."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any


class Timestamp(str):
    """An RFC 3339 time exactly as the server sent it, up to nanoseconds, that also works as a datetime.

    `expires_at - datetime.now(UTC)`, `modified_at < then`, `modified_at.year`, `modified_at.astimezone()` and
    f"{modified_at:%d.%m.%Y}" work as on a `datetime`. Where `str` has an attribute of the same name, such as `replace`,
    the string's wins. Two timestamps compare by time; they are equal if their strings are.
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        string = core_schema.str_schema(metadata={"pydantic_js_updates": {"format": "date-time"}})
        return core_schema.no_info_after_validator_function(
            cls, core_schema.no_info_before_validator_function(_as_string, string)
        )

    @property
    def datetime(self) -> dt.datetime:
        """The time with its UTC offset, to the microsecond. Raises ValueError if the string is not RFC 3339."""
        return dt.datetime.fromisoformat(self)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):  # dunder names are protocols (copy, pickle)
            with suppress(ValueError, AttributeError):
                return getattr(self.datetime, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def __format__(self, format_spec: str) -> str:
        return self.datetime.strftime(format_spec) if "%" in format_spec else super().__format__(format_spec)

    def __add__(self, other: Any) -> Any:
        return super().__add__(other) if isinstance(other, str) else self.datetime + other

    def __radd__(self, other: Any) -> Any:
        # Python calls this for `str + Timestamp` too, because Timestamp is the subclass.
        return str.__add__(other, self) if isinstance(other, str) else other + self.datetime

    def __sub__(self, other: Any) -> Any:
        return self.datetime - _as_datetime(other)

    def __rsub__(self, other: Any) -> Any:
        return other - self.datetime

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return super().__eq__(other)
        with suppress(ValueError):
            return self.datetime == other
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __lt__(self, other: Any) -> bool:
        return super().__lt__(other) if _is_plain_string(other) else self.datetime < _as_datetime(other)

    def __le__(self, other: Any) -> bool:
        return super().__le__(other) if _is_plain_string(other) else self.datetime <= _as_datetime(other)

    def __gt__(self, other: Any) -> bool:
        return not self <= other

    def __ge__(self, other: Any) -> bool:
        return not self < other


def _as_string(value: Any) -> Any:
    return value.isoformat() if not isinstance(value, str) and hasattr(value, "isoformat") else value


def _is_plain_string(other: object) -> bool:
    return isinstance(other, str) and not isinstance(other, Timestamp)


def _as_datetime(other: Any) -> Any:
    return other.datetime if isinstance(other, Timestamp) else other


_PREFIXES = "KMGTPE"
_UNITS: dict[str, int] = {
    "": 1,
    **{prefix.lower(): 1000**power for power, prefix in enumerate(_PREFIXES, 1)},
    **{f"{prefix.lower()}i": 1024**power for power, prefix in enumerate(_PREFIXES, 1)},
}


class ByteSize(int):
    """A number of bytes."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(cls, core_schema.int_schema())

    def human_readable(self, decimal: bool = False, separator: str = "") -> str:
        """Format the size in its largest whole unit, such as "3.1GiB", or "3.4GB" with `decimal`."""
        step, unit = (1000, "B") if decimal else (1024, "iB")
        size, power = float(self), 0
        while abs(size) >= step and power < len(_PREFIXES):
            size, power = size / step, power + 1
        return f"{size:.1f}{separator}{_PREFIXES[power - 1]}{unit}" if power else f"{self}{separator}B"

    def to(self, unit: str) -> float:
        """Return the size in a unit such as "MB", "GiB" or "Mbit", in upper or lower case.

        Raises:
            ValueError: the unit is unknown.
        """
        name = unit.lower()
        in_bits = name.endswith("bit")
        size = _UNITS.get(name.removesuffix("bit" if in_bits else "b"))
        if size is None:
            raise ValueError(f"invalid unit {unit!r}: use a unit of bytes or bits such as 'MB', 'GiB' or 'Mbit'")
        return self / size * (8 if in_bits else 1)
