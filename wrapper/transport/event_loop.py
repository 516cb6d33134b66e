"""The event loop that runs, asyncio or trio: what the asynchronous client needs of it."""

from __future__ import annotations

import contextlib
import os
import sys
import weakref
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from types import AsyncGeneratorType

T = TypeVar("T")

_dropped: dict[AsyncGeneratorType[Any, None], object] = {}
"""The generators whose owners are gone, and the tasks that close them; the end of an event loop closes the rest."""

# asyncio and trio are found in sys.modules, or imported where they are used: importing the client loads neither.


def _trio() -> Any:
    """Return the trio module if trio runs the current code, else None."""
    trio = sys.modules.get("trio")  # imported by the caller, or not running
    return trio if trio is not None and trio.lowlevel.in_trio_run() else None


def is_trio() -> bool:
    """Whether trio runs the current code."""
    return _trio() is not None


def current_loop() -> object:
    """Return an object that identifies the running event loop."""
    import asyncio

    trio = _trio()
    return trio.lowlevel.current_trio_token() if trio else asyncio.get_running_loop()


def run_at_the_end(function: Callable[[], Awaitable[None]], owner: object) -> AsyncGenerator[None]:
    """Await a function when the owner is dropped, or the running event loop ends; return a generator to close before.

    An event loop closes its asynchronous generators when it ends.
    """

    async def wait() -> AsyncGenerator[None]:
        try:
            yield
        finally:
            await function()

    for ended in [each for each in [*_dropped] if each.ag_frame is None]:
        _dropped.pop(ended, None)
    generator = cast("AsyncGeneratorType[None, None]", wait())
    with contextlib.suppress(StopIteration):  # the first `yield` is reached without waiting
        generator.__anext__().send(None)
    close_when_dropped(generator, owner)
    return generator


def close_when_dropped(generator: AsyncGeneratorType[Any, None], owner: object) -> None:
    """Close a generator in the running event loop once its owner is dropped, in whichever thread."""
    loop = weakref.ref(current_loop())
    weakref.finalize(owner, _close_soon, generator, loop, os.getpid()).atexit = False


def _close_soon(generator: AsyncGeneratorType[Any, None], weak_loop: Callable[[], Any], process: int) -> None:
    loop = weak_loop()
    if generator.ag_frame is None or loop is None:
        return
    if process != os.getpid():  # a fork inherited it: the connections, and the selector of the loop, are the parent's
        _dropped[generator] = None
        return

    async def close() -> None:
        with contextlib.suppress(Exception):  # another task closes it by now, and gets the error
            await generator.aclose()
        _dropped.pop(generator, None)

    def start() -> None:
        import asyncio

        trio = _trio()
        if not trio:
            _dropped[generator] = asyncio.get_running_loop().create_task(close())
            return
        with contextlib.suppress(RuntimeError):  # trio is ending, and closes the generator itself
            trio.lowlevel.spawn_system_task(close)

    _dropped[generator] = None
    submit = loop.run_sync_soon if hasattr(loop, "run_sync_soon") else loop.call_soon_threadsafe
    try:
        submit(start)
    except RuntimeError:  # the event loop has ended, and closed the generator
        _dropped.pop(generator, None)


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


async def run_interruptible(
    function: Callable[[], Awaitable[T]],
    seconds: float | None,
    interrupt_by: Callable[[Callable[[], object]], None],
) -> T:
    """Await a function for a number of seconds, or until a function that `interrupt_by` receives is called.

    Raises:
        TimeoutError: It was interrupted, or did not end in time.
    """
    import asyncio

    trio = _trio()
    if trio:
        token = trio.lowlevel.current_trio_token()
        scope = trio.CancelScope(deadline=trio.current_time() + seconds) if seconds is not None else trio.CancelScope()
        with scope:
            interrupt_by(lambda: token.run_sync_soon(scope.cancel))
            return await function()
        raise TimeoutError
    loop = asyncio.get_running_loop()
    timeout = asyncio.timeout(seconds)

    def interrupt() -> None:
        with contextlib.suppress(RuntimeError):  # it has ended
            timeout.reschedule(loop.time())

    async with timeout:
        interrupt_by(lambda: loop.call_soon_threadsafe(interrupt))
        return await function()


async def run_beside(function: Callable[[], Awaitable[object]], watch: Callable[[], Awaitable[bool]]) -> bool:
    """Await a function, and cancel it if a second one returns True before; return whether it came to its end."""
    import asyncio

    trio = _trio()
    if trio:
        outcome: bool | Exception = False
        async with trio.open_nursery() as nursery:

            async def cancel() -> None:
                if await watch():
                    nursery.cancel_scope.cancel()

            nursery.start_soon(cancel)
            try:
                await function()
                outcome = True
            except Exception as error:  # a nursery would wrap it
                outcome = error
            nursery.cancel_scope.cancel()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
    task, watcher = asyncio.ensure_future(function()), asyncio.ensure_future(watch())
    try:
        await asyncio.wait([task, watcher], return_when=asyncio.FIRST_COMPLETED)
        if not task.done() and not watcher.result():
            await asyncio.wait([task])
        if not task.done():
            return False
        task.result()  # raises its error
        return True
    finally:
        for each in (task, watcher):
            each.cancel()
        await asyncio.gather(task, watcher, return_exceptions=True)


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
