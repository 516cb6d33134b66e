"""Answer the prompts in a file, one a line, a few at a time and in their order.

usage: many_prompts.py FILE [MODEL]
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from wrapper import AsyncClient, OllamaError

AT_ONCE = 4  # like OLLAMA_NUM_PARALLEL of the server; more would only wait there


async def answer_all(prompts: list[str], model: str) -> list[str | OllamaError]:
    """Return an answer or an error for each prompt."""
    limit = asyncio.Semaphore(AT_ONCE)

    async def answer(prompt: str) -> str | OllamaError:
        async with limit:
            try:
                return (await client.generate(model, prompt)).response or ""
            except OllamaError as error:
                return error

    async with AsyncClient(retries=3) as client:
        return await asyncio.gather(*map(answer, prompts))


def main() -> None:
    """Print the answers."""
    if len(sys.argv) < 2:
        sys.exit("usage: many_prompts.py FILE [MODEL]")
    prompts = Path(sys.argv[1]).read_text().splitlines()
    model = sys.argv[2] if len(sys.argv) > 2 else "llama3.2"
    for prompt, answer in zip(prompts, asyncio.run(answer_all(prompts, model)), strict=True):
        print(f"{prompt}\n    {answer}")


if __name__ == "__main__":
    main()
