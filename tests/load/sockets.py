"""Count the open sockets of this process, as the system reports them."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

_OPEN = Path("/dev/fd")

needs_open_files = pytest.mark.skipif(not _OPEN.is_dir(), reason="this system does not list a process's open files")


def connections_to(url: str) -> int:
    """Count the client ends of this process's connections to a loopback server."""
    return sum(_is_connected_to(int(url.rpartition(":")[2]), int(name.name)) for name in _OPEN.iterdir())


def _is_connected_to(port: int, number: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return False
        with socket.socket(fileno=os.dup(number)) as copy:
            return copy.family == socket.AF_INET and copy.getpeername()[1] == port
    except OSError:  # closed in the meantime, or not connected
        return False
