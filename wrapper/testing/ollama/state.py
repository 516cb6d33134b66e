"""The state of the server: its models, what is loaded, the time, and what a test has scripted."""

from dataclasses import dataclass, field

from ..script.scripting import Scripting
from .clock import Clock
from .models import Model
from .runners import Runners
from .store import Store


@dataclass
class Ollama:
    """The state that all routes share. While the server runs, only its thread changes models and what is loaded."""

    pace: float = 0.0
    clock: Clock = field(default_factory=Clock)
    scripting: Scripting = field(default_factory=Scripting)
    registry: dict[tuple[str, ...], Model] = field(default_factory=dict[tuple[str, ...], Model])
    registry_hosts: set[str] = field(default_factory=set[str])
    runners: Runners = field(init=False)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.runners = Runners(self.clock)
        self.store = Store(self.clock)
