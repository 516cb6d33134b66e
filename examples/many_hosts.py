"""Spread prompts over several Ollama servers. A server that fails is left out, and its prompts go to the others.

usage: many_hosts.py FILE HOST...
"""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path

import anyio

from wrapper import AsyncClient, OllamaError

MODEL = "llama3.2"
AT_ONCE = 2  # prompts at a time on one server


async def answer_all(prompts: list[str], hosts: list[str]) -> list[str]:
    """Return the answers in the order of the prompts.

    Raises:
        RuntimeError: Every server failed.
    """
    waiting = deque(range(len(prompts)))
    answers: dict[int, str] = {}
    failed: set[str] = set()

    async def work(client: AsyncClient, host: str) -> None:
        while waiting and host not in failed:
            number = waiting.popleft()
            try:
                answers[number] = (await client.generate(MODEL, prompts[number])).response or ""
                print(f"{len(answers)} of {len(prompts)}", file=sys.stderr)
            except OllamaError as error:
                waiting.append(number)
                failed.add(host)
                print(f"{host} is left out: {error}", file=sys.stderr)

    async def serve(host: str) -> None:
        async with AsyncClient(host, retries=1) as client, anyio.create_task_group() as workers:
            for _ in range(AT_ONCE):
                workers.start_soon(work, client, host)

    while waiting:  # again for prompts that were returned when the other workers had finished
        remaining = [host for host in hosts if host not in failed]
        if not remaining:
            raise RuntimeError(f"{len(waiting)} prompts have no answer: every server failed")
        async with anyio.create_task_group() as servers:
            for host in remaining:
                servers.start_soon(serve, host)
    return [answers[number] for number in range(len(prompts))]


def main() -> None:
    """Print the answers."""
    if len(sys.argv) < 3:
        sys.exit("usage: many_hosts.py FILE HOST...")
    prompts = Path(sys.argv[1]).read_text().splitlines()
    for prompt, answer in zip(prompts, anyio.run(answer_all, prompts, sys.argv[2:]), strict=True):
        print(f"{prompt}\n    {answer}")


if __name__ == "__main__":
    main()
