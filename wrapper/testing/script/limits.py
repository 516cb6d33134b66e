"""Checks of the numbers that a test passes."""


def at_least(least: int, **numbers: object) -> None:
    """Raise ValueError or TypeError, with the name, for a value that is less or not a number. None is allowed."""
    for name, number in numbers.items():
        if number is None:
            continue
        if isinstance(number, bool) or not isinstance(number, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]  # untyped callers
            raise TypeError(f"{name} must be a number, not {number!r}")
        if not number >= least:
            raise ValueError(f"{name} must be at least {least}, not {number!r}")
