"""Faults of a server, a proxy or the network, each with the outcome that a client must have.

A fault has a name, the response to a chat request, and the expected outcome of the call: whole, and streamed.
"""

from __future__ import annotations

from tests.faults.scripted_server import Script, sized
from tests.faults.table.bodies import BODIES
from tests.faults.table.connection import CONNECTION
from tests.faults.table.encoding import BROKEN_CODINGS, CODINGS, LENGTHS
from tests.faults.table.fault import PAGE, WHOLE
from tests.faults.table.statuses import STATUSES
from tests.faults.table.streams import STREAMS

GENERAL = [*CONNECTION, *LENGTHS, *CODINGS, *STATUSES]
"""Faults that are independent of the verb."""
CONTENTS = [*BODIES, *STREAMS]
FAULTS = [*GENERAL, *BROKEN_CODINGS, *CONTENTS]

SCRIPTS: dict[str, Script] = {
    "portal": [sized(200, PAGE, "Content-Type: text/html")],
    "healthy": [sized(200, WHOLE)],
    **{f"f{number}": fault.script for number, fault in enumerate(FAULTS)},
}
"""Scripts by the first part of the path."""

assert len({(fault.name, fault.whole is None) for fault in FAULTS}) == len(FAULTS), "two faults have the same name"
