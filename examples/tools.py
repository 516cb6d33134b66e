"""Call the functions that a model asks for, until it answers.

usage: tools.py [MODEL]
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from wrapper import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from wrapper import Message

MOST_TURNS = 5  # a model may call tools forever


def get_weather(city: str) -> str:
    """Get the weather in a city.

    Args:
        city: The name of the city.
    """
    return f"18 degrees and sunny in {city}"


def convert_to_fahrenheit(celsius: float) -> float:
    """Convert a temperature to Fahrenheit.

    Args:
        celsius: The temperature in degrees Celsius.
    """
    return celsius * 9 / 5 + 32


TOOLS: dict[str, Callable[..., object]] = {
    "get_weather": get_weather,
    "convert_to_fahrenheit": convert_to_fahrenheit,
}


def call_tool(name: str, arguments: dict[str, Any]) -> str:
    """Call a tool; a wrong name or argument is reported to the model, which may correct it."""
    try:
        return str(TOOLS[name](**arguments))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Ask a question that needs a tool."""
    model = sys.argv[1] if len(sys.argv) > 1 else "llama3.2"
    messages: list[Message | dict[str, Any]] = [{"role": "user", "content": "How warm is it in Paris, in Fahrenheit?"}]
    with Client() as client:
        for _ in range(MOST_TURNS):
            message = client.chat(model, messages, tools=[*TOOLS.values()]).message
            messages.append(message)
            if not message.tool_calls:
                print(message.content)
                return
            for call in message.tool_calls:
                name, arguments = call.function.name, dict(call.function.arguments or {})
                result = call_tool(name, arguments)
                print(f"{name}({arguments}) -> {result}")
                messages.append({"role": "tool", "tool_name": name, "content": result})
    sys.exit(f"no answer after {MOST_TURNS} turns")


if __name__ == "__main__":
    main()
