"""What a test has scripted: replies by model, and faults by the requests they shall meet."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..http.server import Request, Response
from .replies import Reply, Script

if TYPE_CHECKING:
    from ..ollama.names import Name
    from .faults import Fault

Key = tuple[str, ...]


@dataclass
class Plan:
    """Faults for the next so many requests, of one path or of any."""

    faults: tuple[Fault, ...]
    path: str | None
    left: int | None


@dataclass
class Scripting:
    """Written by the test's thread, read by the server's; each step is one operation on a list or a dict."""

    scripts: dict[Key, Script] = field(default_factory=dict[Key, Script])
    plans: deque[Plan] = field(default_factory=deque[Plan])
    errors: list[Exception] = field(default_factory=list[Exception])
    unknown: list[Request] = field(default_factory=list[Request])

    def speaks_for(self, name: Name) -> bool:
        """Whether a test says what the model says: then the model takes whatever it is given, images and sounds too."""
        return name.key in self.scripts or () in self.scripts

    def reply(self, name: Name, request: dict[str, Any]) -> Reply | None:
        """What the model is to say now, if anything was scripted for it, or for all."""
        script = self.scripts.get(name.key) or self.scripts.get(())
        return script.next(request) if script else None

    def faults(self, path: str) -> tuple[Fault, ...]:
        """The faults that a request meets. Asking uses them up."""
        for plan in list(self.plans):
            if plan.path in (None, path):
                if plan.left is not None:
                    plan.left -= 1
                    if plan.left <= 0:
                        self.plans.remove(plan)
                return plan.faults
        return ()


def afflict(answer: Response, faults: tuple[Fault, ...]) -> Response:
    """Let faults change an answer, one after the other."""
    for fault in faults:
        answer = fault.change(answer)
    return answer
