"""The event loop that runs, asyncio or trio: what the asynchronous client needs of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


_kept: WeakKeyDictionary[object, list[object]] = WeakKeyDictionary()

# asyncio and trio are found in sys.modules, or imported where they are used: importing the client loads neither.


def _trio() -> Any:
    """Return the trio module if trio runs the current code, else None."""
    trio = sys.modules.get("trio")  # imported by the caller, or not running
    return trio if trio is not None and trio.lowlevel.in_trio_run() else None


def current_loop() -> object:
    """Return an object that identifies the running event loop."""
    import asyncio

    trio = _trio()
    return trio.lowlevel.current_trio_token() if trio else asyncio.get_running_loop()


def keep_until_the_end(value: object) -> None:
    """Keep an object alive as long as the running event loop, such as a generator that the loop will finalize."""
    _kept.setdefault(current_loop(), []).append(value)


def current_task() -> object:
    """Return the running task."""
    import asyncio

    trio = _trio()
    return trio.lowlevel.current_task() if trio else asyncio.current_task()


async def sleep(seconds: float) -> None:
    """Wait for a number of seconds."""
    import asyncio

    await (_trio() or asyncio).sleep(seconds)


async def run_in_thread(function: Callable[[], T]) -> T:
    """Run a blocking function in a thread; return its result."""
    import asyncio

    trio = _trio()
    if trio:
        result: T = await trio.to_thread.run_sync(function)
        return result
    return await asyncio.to_thread(function)


async def run_for(seconds: float, function: Callable[[], Awaitable[object]]) -> None:
    """Await a function, and cancel it after a number of seconds."""
    import asyncio

    trio = _trio()
    if trio:
        with trio.move_on_after(seconds):
            await function()
        return
    deadline = asyncio.timeout(seconds)
    try:
        async with deadline:
            await function()
    except TimeoutError:
        if not deadline.expired():
            raise
