"""Test ids that are the same in every process, as pytest-xdist requires."""

from __future__ import annotations

import re


def stable_id(value: object) -> str:
    """Return the `repr` of a parameter, without the address that an object's default `repr` ends with."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))
