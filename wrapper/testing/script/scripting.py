"""What a test has scripted: replies by model, and faults for requests."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from ..http.server import Request
from ..ollama.names import Name
from .faults import Fault
from .replies import Reply, Script


@dataclass
class Plan:
    """Faults for the next `left` requests, or for all, to one path or to any."""

    faults: tuple[Fault, ...]
    path: str | None
    left: int | None


@dataclass
class Scripting:
    """Written by the test's thread and read by the server's: each step is one operation on a list or a dict.

    The key of `scripts` is a model's name, or () for all models.
    """

    scripts: dict[tuple[str, ...], Script] = field(default_factory=dict[tuple[str, ...], Script])
    plans: deque[Plan] = field(default_factory=deque[Plan])
    errors: list[Exception] = field(default_factory=list[Exception])
    unknown: list[Request] = field(default_factory=list["Request"])

    def is_scripted(self, name: Name) -> bool:
        """Whether a test scripts the model: then it takes any input, images and sounds too."""
        return name.key in self.scripts or () in self.scripts

    def reply(self, name: Name, request: dict[str, Any]) -> Reply | None:
        """Return the model's next reply, or None if it is not scripted."""
        script = self.scripts.get(name.key) or self.scripts.get(())
        return script.next(request) if script else None

    def take_faults(self, path: str) -> tuple[Fault, ...]:
        """Return the faults of a request, and count it."""
        for plan in list(self.plans):
            if plan.path in (None, path):
                if plan.left is not None:
                    plan.left -= 1
                    if plan.left <= 0:
                        self.plans.remove(plan)
                return plan.faults
        return ()
