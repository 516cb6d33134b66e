"""Which sockets this process has open, as the system tells."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

_OPEN = Path("/dev/fd")

can_be_counted = pytest.mark.skipif(not _OPEN.is_dir(), reason="this system does not list a process's open files")


def connections_to(url: str) -> int:
    """Count this process's connections to a server on loopback: the clients' ends, not the server's."""
    return sum(_leads_to(int(url.rpartition(":")[2]), int(name.name)) for name in _OPEN.iterdir())


def _leads_to(port: int, number: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return False
        with socket.socket(fileno=os.dup(number)) as copy:
            return copy.family == socket.AF_INET and copy.getpeername()[1] == port
    except OSError:  # closed meanwhile, or not connected
        return False
