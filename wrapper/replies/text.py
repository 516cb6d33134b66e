"""The replies of chat and generate, which can parse their text into objects."""

from __future__ import annotations

from typing import Any, TypeVar

from ollama_rest import models
from ollama_rest.types import ApiModel

from ..errors import InvalidResponseError
from .merge import text_of

T = TypeVar("T")


class TextReply(ApiModel):
    """The base class of replies with text."""

    __slots__ = ()

    output_type: Any

    def parse(self, into: type[T]) -> T:
        """Parse the text as JSON into an object of a class.

        Args:
            into: a pydantic model, dataclass, attrs class, TypedDict, or another type that `format` accepts.

        Returns:
            The object. Unknown keys are ignored, unless a pydantic model forbids them.

        Raises:
            InvalidResponseError: the text is not valid JSON or does not match `into`; the message names the location.
            RequestError: JSON cannot represent `into`.

        >>> GenerateResponse.from_dict({"response": '[1, 2]'}).parse(list[int])
        [1, 2]
        """
        from ..schemas.output import parse

        try:
            return parse(text_of(self), into)
        except InvalidResponseError as error:
            if getattr(self, "done_reason", None) != "length":
                raise
            reason = "the reply was cut at its limit of tokens (done_reason 'length'): raise `num_predict` or `num_ctx`"
            raise InvalidResponseError(f"{reason}; {error.error}", 200, body=error.body) from error

    @property
    def parsed(self) -> Any:
        """The text parsed into the type that was the `format` of the call, or None if `format` was not a type.

        Also None in a part of a stream and in a copy of a reply. Each access parses the text again, with the errors of
        `parse`.
        """
        output_type = getattr(self, "output_type", None)
        return None if output_type is None else self.parse(output_type)


class ChatResponse(TextReply, models.ChatResponse):
    """The reply of `chat`, or one part of it in a stream.

    Each field is an attribute and a key: `reply.message` is `reply["message"]`. A missing field is None.

    Attributes:
        model (str): the name of the model in the request.
        message (Message): the message, with `content`, `thinking` and `tool_calls`.
        created_at (str): the time of this part, in RFC 3339.
        done (bool): whether this is the last part.
        done_reason (str | None): why the reply ended: "stop", "length", "load", "unload", or another reason.
        logprobs (list[Logprob] | None): the log probabilities of the tokens, if requested.
        total_duration (int | None): nanoseconds from the request to the end. This and the next fields are in the last
            part only.
        load_duration (int | None): nanoseconds to load the model.
        prompt_eval_count (int | None): tokens in the prompt.
        prompt_eval_duration (int | None): nanoseconds to evaluate the prompt.
        eval_count (int | None): generated tokens.
        eval_duration (int | None): nanoseconds to generate them.

    >>> reply = ChatResponse.from_dict({"message": {"role": "assistant", "content": '{"price": 5}'}, "done": True})
    >>> reply.message.content
    '{"price": 5}'
    >>> reply.parse(dict[str, int])
    {'price': 5}
    """

    __slots__ = ("output_type",)


class GenerateResponse(TextReply, models.GenerateResponse):
    """The reply of `generate`, or one part of it in a stream.

    Its fields are those of `ChatResponse`, but for `message`.

    Attributes:
        response (str): the text.
        thinking (str | None): the model's reasoning before the text.
        context (list[int] | None): the tokens of prompt and reply, for the next request; unset if `raw`.

    >>> reply = GenerateResponse.from_dict({"response": "Hello", "done": True})
    >>> reply.response, reply["response"], reply.eval_count
    ('Hello', 'Hello', None)
    """

    __slots__ = ("output_type",)
