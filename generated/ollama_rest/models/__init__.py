# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The request and response objects of the API. A class is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .anthropic_content_block_delta_event import AnthropicContentBlockDeltaEvent
    from .anthropic_content_block_start_event import AnthropicContentBlockStartEvent
    from .anthropic_content_block_stop_event import AnthropicContentBlockStopEvent
    from .anthropic_error import AnthropicError
    from .anthropic_error_response import AnthropicErrorResponse
    from .anthropic_image_block_param import AnthropicImageBlockParam
    from .anthropic_image_source import AnthropicImageSource
    from .anthropic_input_json_delta import AnthropicInputJsonDelta
    from .anthropic_message import AnthropicMessage
    from .anthropic_message_delta import AnthropicMessageDelta
    from .anthropic_message_delta_event import AnthropicMessageDeltaEvent
    from .anthropic_message_param import AnthropicMessageParam
    from .anthropic_message_request import AnthropicMessageRequest
    from .anthropic_message_start_event import AnthropicMessageStartEvent
    from .anthropic_message_stop_event import AnthropicMessageStopEvent
    from .anthropic_metadata import AnthropicMetadata
    from .anthropic_output_config import AnthropicOutputConfig
    from .anthropic_server_tool_use_block import AnthropicServerToolUseBlock
    from .anthropic_server_tool_use_block_param import AnthropicServerToolUseBlockParam
    from .anthropic_text_block import AnthropicTextBlock
    from .anthropic_text_block_param import AnthropicTextBlockParam
    from .anthropic_text_delta import AnthropicTextDelta
    from .anthropic_thinking_block import AnthropicThinkingBlock
    from .anthropic_thinking_block_param import AnthropicThinkingBlockParam
    from .anthropic_thinking_config import AnthropicThinkingConfig
    from .anthropic_thinking_delta import AnthropicThinkingDelta
    from .anthropic_tool import AnthropicTool
    from .anthropic_tool_choice import AnthropicToolChoice
    from .anthropic_tool_result_block_param import AnthropicToolResultBlockParam
    from .anthropic_tool_use_block import AnthropicToolUseBlock
    from .anthropic_tool_use_block_param import AnthropicToolUseBlockParam
    from .anthropic_usage import AnthropicUsage
    from .anthropic_web_search_result import AnthropicWebSearchResult
    from .anthropic_web_search_tool_result_block import AnthropicWebSearchToolResultBlock
    from .anthropic_web_search_tool_result_block_param import AnthropicWebSearchToolResultBlockParam
    from .anthropic_web_search_tool_result_error import AnthropicWebSearchToolResultError
    from .chat_request import ChatRequest
    from .chat_response import ChatResponse
    from .cloud_status import CloudStatus
    from .copy_request import CopyRequest
    from .create_info import CreateInfo
    from .create_request import CreateRequest
    from .debug_info import DebugInfo
    from .delete_request import DeleteRequest
    from .embed_request import EmbedRequest
    from .embed_response import EmbedResponse
    from .embeddings_request import EmbeddingsRequest
    from .embeddings_response import EmbeddingsResponse
    from .error_response import ErrorResponse
    from .generate_request import GenerateRequest
    from .generate_response import GenerateResponse
    from .list_response import ListResponse
    from .listed_model import ListedModel
    from .logprob import Logprob
    from .message import Message
    from .model_details import ModelDetails
    from .model_recommendation import ModelRecommendation
    from .model_recommendation_thinking import ModelRecommendationThinking
    from .model_recommendations_response import ModelRecommendationsResponse
    from .open_ai_audio_part import OpenAIAudioPart
    from .open_ai_chat_completion import OpenAIChatCompletion
    from .open_ai_chat_completion_choice import OpenAIChatCompletionChoice
    from .open_ai_chat_completion_chunk import OpenAIChatCompletionChunk
    from .open_ai_chat_completion_chunk_choice import OpenAIChatCompletionChunkChoice
    from .open_ai_chat_completion_delta import OpenAIChatCompletionDelta
    from .open_ai_chat_completion_message import OpenAIChatCompletionMessage
    from .open_ai_chat_completion_request import OpenAIChatCompletionRequest
    from .open_ai_chat_message import OpenAIChatMessage
    from .open_ai_choice_logprobs import OpenAIChoiceLogprobs
    from .open_ai_compact_request import OpenAICompactRequest
    from .open_ai_compacted_response import OpenAICompactedResponse
    from .open_ai_compaction_item import OpenAICompactionItem
    from .open_ai_compaction_trigger import OpenAICompactionTrigger
    from .open_ai_completion import OpenAICompletion
    from .open_ai_completion_choice import OpenAICompletionChoice
    from .open_ai_completion_chunk import OpenAICompletionChunk
    from .open_ai_completion_request import OpenAICompletionRequest
    from .open_ai_embedding import OpenAIEmbedding
    from .open_ai_embedding_list import OpenAIEmbeddingList
    from .open_ai_embedding_usage import OpenAIEmbeddingUsage
    from .open_ai_embeddings_request import OpenAIEmbeddingsRequest
    from .open_ai_error import OpenAIError
    from .open_ai_error_response import OpenAIErrorResponse
    from .open_ai_failed_response import OpenAIFailedResponse
    from .open_ai_image_part import OpenAIImagePart
    from .open_ai_image_url import OpenAIImageURL
    from .open_ai_incomplete_details import OpenAIIncompleteDetails
    from .open_ai_input_agent_message import OpenAIInputAgentMessage
    from .open_ai_input_audio import OpenAIInputAudio
    from .open_ai_input_encrypted_part import OpenAIInputEncryptedPart
    from .open_ai_input_file_part import OpenAIInputFilePart
    from .open_ai_input_function_call import OpenAIInputFunctionCall
    from .open_ai_input_function_call_output import OpenAIInputFunctionCallOutput
    from .open_ai_input_image_part import OpenAIInputImagePart
    from .open_ai_input_message import OpenAIInputMessage
    from .open_ai_input_output_text_part import OpenAIInputOutputTextPart
    from .open_ai_input_reasoning import OpenAIInputReasoning
    from .open_ai_input_text_part import OpenAIInputTextPart
    from .open_ai_input_tokens_details import OpenAIInputTokensDetails
    from .open_ai_input_tool_search_call import OpenAIInputToolSearchCall
    from .open_ai_input_tool_search_output import OpenAIInputToolSearchOutput
    from .open_ai_input_web_search_call import OpenAIInputWebSearchCall
    from .open_ai_json_schema import OpenAIJsonSchema
    from .open_ai_model import OpenAIModel
    from .open_ai_model_list import OpenAIModelList
    from .open_ai_output_function_call import OpenAIOutputFunctionCall
    from .open_ai_output_message import OpenAIOutputMessage
    from .open_ai_output_reasoning import OpenAIOutputReasoning
    from .open_ai_output_text import OpenAIOutputText
    from .open_ai_output_tokens_details import OpenAIOutputTokensDetails
    from .open_ai_output_tool_search_call import OpenAIOutputToolSearchCall
    from .open_ai_output_web_search_call import OpenAIOutputWebSearchCall
    from .open_ai_prompt_tokens_details import OpenAIPromptTokensDetails
    from .open_ai_reasoning import OpenAIReasoning
    from .open_ai_reasoning_summary import OpenAIReasoningSummary
    from .open_ai_response import OpenAIResponse
    from .open_ai_response_completed_event import OpenAIResponseCompletedEvent
    from .open_ai_response_content_part_added_event import OpenAIResponseContentPartAddedEvent
    from .open_ai_response_content_part_done_event import OpenAIResponseContentPartDoneEvent
    from .open_ai_response_created_event import OpenAIResponseCreatedEvent
    from .open_ai_response_error import OpenAIResponseError
    from .open_ai_response_failed_event import OpenAIResponseFailedEvent
    from .open_ai_response_format import OpenAIResponseFormat
    from .open_ai_response_function_call_arguments_delta_event import OpenAIResponseFunctionCallArgumentsDeltaEvent
    from .open_ai_response_function_call_arguments_done_event import OpenAIResponseFunctionCallArgumentsDoneEvent
    from .open_ai_response_in_progress_event import OpenAIResponseInProgressEvent
    from .open_ai_response_output_item_added_event import OpenAIResponseOutputItemAddedEvent
    from .open_ai_response_output_item_done_event import OpenAIResponseOutputItemDoneEvent
    from .open_ai_response_output_text_delta_event import OpenAIResponseOutputTextDeltaEvent
    from .open_ai_response_output_text_done_event import OpenAIResponseOutputTextDoneEvent
    from .open_ai_response_reasoning import OpenAIResponseReasoning
    from .open_ai_response_reasoning_summary_text_delta_event import OpenAIResponseReasoningSummaryTextDeltaEvent
    from .open_ai_response_reasoning_summary_text_done_event import OpenAIResponseReasoningSummaryTextDoneEvent
    from .open_ai_response_request import OpenAIResponseRequest
    from .open_ai_response_text import OpenAIResponseText
    from .open_ai_response_text_format import OpenAIResponseTextFormat
    from .open_ai_response_tool import OpenAIResponseTool
    from .open_ai_response_usage import OpenAIResponseUsage
    from .open_ai_response_web_search_call_completed_event import OpenAIResponseWebSearchCallCompletedEvent
    from .open_ai_response_web_search_call_in_progress_event import OpenAIResponseWebSearchCallInProgressEvent
    from .open_ai_response_web_search_call_searching_event import OpenAIResponseWebSearchCallSearchingEvent
    from .open_ai_stream_options import OpenAIStreamOptions
    from .open_ai_text_part import OpenAITextPart
    from .open_ai_tool_call import OpenAIToolCall
    from .open_ai_tool_call_function import OpenAIToolCallFunction
    from .open_ai_tool_call_function_param import OpenAIToolCallFunctionParam
    from .open_ai_tool_call_param import OpenAIToolCallParam
    from .open_ai_transcription import OpenAITranscription
    from .open_ai_transcription_request import OpenAITranscriptionRequest
    from .open_ai_usage import OpenAIUsage
    from .open_ai_web_search_action import OpenAIWebSearchAction
    from .options import Options
    from .process_response import ProcessResponse
    from .progress_response import ProgressResponse
    from .pull_request import PullRequest
    from .push_request import PushRequest
    from .running_model import RunningModel
    from .server_status import ServerStatus
    from .show_request import ShowRequest
    from .show_response import ShowResponse
    from .stream_error import StreamError
    from .system_one_choice_answer import SystemOneChoiceAnswer
    from .system_one_choice_question import SystemOneChoiceQuestion
    from .system_one_noul_answer import SystemOneNoulAnswer
    from .system_one_noul_question import SystemOneNoulQuestion
    from .system_one_request import SystemOneRequest
    from .system_one_response import SystemOneResponse
    from .system_one_score_answer import SystemOneScoreAnswer
    from .system_one_score_question import SystemOneScoreQuestion
    from .system_one_usage import SystemOneUsage
    from .tensor import Tensor
    from .token_logprob import TokenLogprob
    from .tool import Tool
    from .tool_call import ToolCall
    from .tool_call_function import ToolCallFunction
    from .tool_function import ToolFunction
    from .tool_parameters import ToolParameters
    from .tool_property import ToolProperty
    from .user_response import UserResponse
    from .version_response import VersionResponse
    from .web_fetch_request import WebFetchRequest
    from .web_fetch_response import WebFetchResponse
    from .web_search_request import WebSearchRequest
    from .web_search_response import WebSearchResponse
    from .web_search_result import WebSearchResult
else:
    from importlib import import_module

    _MODULES = {
        "AnthropicContentBlockDeltaEvent": "anthropic_content_block_delta_event",
        "AnthropicContentBlockStartEvent": "anthropic_content_block_start_event",
        "AnthropicContentBlockStopEvent": "anthropic_content_block_stop_event",
        "AnthropicError": "anthropic_error",
        "AnthropicErrorResponse": "anthropic_error_response",
        "AnthropicImageBlockParam": "anthropic_image_block_param",
        "AnthropicImageSource": "anthropic_image_source",
        "AnthropicInputJsonDelta": "anthropic_input_json_delta",
        "AnthropicMessage": "anthropic_message",
        "AnthropicMessageDelta": "anthropic_message_delta",
        "AnthropicMessageDeltaEvent": "anthropic_message_delta_event",
        "AnthropicMessageParam": "anthropic_message_param",
        "AnthropicMessageRequest": "anthropic_message_request",
        "AnthropicMessageStartEvent": "anthropic_message_start_event",
        "AnthropicMessageStopEvent": "anthropic_message_stop_event",
        "AnthropicMetadata": "anthropic_metadata",
        "AnthropicOutputConfig": "anthropic_output_config",
        "AnthropicServerToolUseBlock": "anthropic_server_tool_use_block",
        "AnthropicServerToolUseBlockParam": "anthropic_server_tool_use_block_param",
        "AnthropicTextBlock": "anthropic_text_block",
        "AnthropicTextBlockParam": "anthropic_text_block_param",
        "AnthropicTextDelta": "anthropic_text_delta",
        "AnthropicThinkingBlock": "anthropic_thinking_block",
        "AnthropicThinkingBlockParam": "anthropic_thinking_block_param",
        "AnthropicThinkingConfig": "anthropic_thinking_config",
        "AnthropicThinkingDelta": "anthropic_thinking_delta",
        "AnthropicTool": "anthropic_tool",
        "AnthropicToolChoice": "anthropic_tool_choice",
        "AnthropicToolResultBlockParam": "anthropic_tool_result_block_param",
        "AnthropicToolUseBlock": "anthropic_tool_use_block",
        "AnthropicToolUseBlockParam": "anthropic_tool_use_block_param",
        "AnthropicUsage": "anthropic_usage",
        "AnthropicWebSearchResult": "anthropic_web_search_result",
        "AnthropicWebSearchToolResultBlock": "anthropic_web_search_tool_result_block",
        "AnthropicWebSearchToolResultBlockParam": "anthropic_web_search_tool_result_block_param",
        "AnthropicWebSearchToolResultError": "anthropic_web_search_tool_result_error",
        "ChatRequest": "chat_request",
        "ChatResponse": "chat_response",
        "CloudStatus": "cloud_status",
        "CopyRequest": "copy_request",
        "CreateInfo": "create_info",
        "CreateRequest": "create_request",
        "DebugInfo": "debug_info",
        "DeleteRequest": "delete_request",
        "EmbedRequest": "embed_request",
        "EmbedResponse": "embed_response",
        "EmbeddingsRequest": "embeddings_request",
        "EmbeddingsResponse": "embeddings_response",
        "ErrorResponse": "error_response",
        "GenerateRequest": "generate_request",
        "GenerateResponse": "generate_response",
        "ListResponse": "list_response",
        "ListedModel": "listed_model",
        "Logprob": "logprob",
        "Message": "message",
        "ModelDetails": "model_details",
        "ModelRecommendation": "model_recommendation",
        "ModelRecommendationThinking": "model_recommendation_thinking",
        "ModelRecommendationsResponse": "model_recommendations_response",
        "OpenAIAudioPart": "open_ai_audio_part",
        "OpenAIChatCompletion": "open_ai_chat_completion",
        "OpenAIChatCompletionChoice": "open_ai_chat_completion_choice",
        "OpenAIChatCompletionChunk": "open_ai_chat_completion_chunk",
        "OpenAIChatCompletionChunkChoice": "open_ai_chat_completion_chunk_choice",
        "OpenAIChatCompletionDelta": "open_ai_chat_completion_delta",
        "OpenAIChatCompletionMessage": "open_ai_chat_completion_message",
        "OpenAIChatCompletionRequest": "open_ai_chat_completion_request",
        "OpenAIChatMessage": "open_ai_chat_message",
        "OpenAIChoiceLogprobs": "open_ai_choice_logprobs",
        "OpenAICompactRequest": "open_ai_compact_request",
        "OpenAICompactedResponse": "open_ai_compacted_response",
        "OpenAICompactionItem": "open_ai_compaction_item",
        "OpenAICompactionTrigger": "open_ai_compaction_trigger",
        "OpenAICompletion": "open_ai_completion",
        "OpenAICompletionChoice": "open_ai_completion_choice",
        "OpenAICompletionChunk": "open_ai_completion_chunk",
        "OpenAICompletionRequest": "open_ai_completion_request",
        "OpenAIEmbedding": "open_ai_embedding",
        "OpenAIEmbeddingList": "open_ai_embedding_list",
        "OpenAIEmbeddingUsage": "open_ai_embedding_usage",
        "OpenAIEmbeddingsRequest": "open_ai_embeddings_request",
        "OpenAIError": "open_ai_error",
        "OpenAIErrorResponse": "open_ai_error_response",
        "OpenAIFailedResponse": "open_ai_failed_response",
        "OpenAIImagePart": "open_ai_image_part",
        "OpenAIImageURL": "open_ai_image_url",
        "OpenAIIncompleteDetails": "open_ai_incomplete_details",
        "OpenAIInputAgentMessage": "open_ai_input_agent_message",
        "OpenAIInputAudio": "open_ai_input_audio",
        "OpenAIInputEncryptedPart": "open_ai_input_encrypted_part",
        "OpenAIInputFilePart": "open_ai_input_file_part",
        "OpenAIInputFunctionCall": "open_ai_input_function_call",
        "OpenAIInputFunctionCallOutput": "open_ai_input_function_call_output",
        "OpenAIInputImagePart": "open_ai_input_image_part",
        "OpenAIInputMessage": "open_ai_input_message",
        "OpenAIInputOutputTextPart": "open_ai_input_output_text_part",
        "OpenAIInputReasoning": "open_ai_input_reasoning",
        "OpenAIInputTextPart": "open_ai_input_text_part",
        "OpenAIInputTokensDetails": "open_ai_input_tokens_details",
        "OpenAIInputToolSearchCall": "open_ai_input_tool_search_call",
        "OpenAIInputToolSearchOutput": "open_ai_input_tool_search_output",
        "OpenAIInputWebSearchCall": "open_ai_input_web_search_call",
        "OpenAIJsonSchema": "open_ai_json_schema",
        "OpenAIModel": "open_ai_model",
        "OpenAIModelList": "open_ai_model_list",
        "OpenAIOutputFunctionCall": "open_ai_output_function_call",
        "OpenAIOutputMessage": "open_ai_output_message",
        "OpenAIOutputReasoning": "open_ai_output_reasoning",
        "OpenAIOutputText": "open_ai_output_text",
        "OpenAIOutputTokensDetails": "open_ai_output_tokens_details",
        "OpenAIOutputToolSearchCall": "open_ai_output_tool_search_call",
        "OpenAIOutputWebSearchCall": "open_ai_output_web_search_call",
        "OpenAIPromptTokensDetails": "open_ai_prompt_tokens_details",
        "OpenAIReasoning": "open_ai_reasoning",
        "OpenAIReasoningSummary": "open_ai_reasoning_summary",
        "OpenAIResponse": "open_ai_response",
        "OpenAIResponseCompletedEvent": "open_ai_response_completed_event",
        "OpenAIResponseContentPartAddedEvent": "open_ai_response_content_part_added_event",
        "OpenAIResponseContentPartDoneEvent": "open_ai_response_content_part_done_event",
        "OpenAIResponseCreatedEvent": "open_ai_response_created_event",
        "OpenAIResponseError": "open_ai_response_error",
        "OpenAIResponseFailedEvent": "open_ai_response_failed_event",
        "OpenAIResponseFormat": "open_ai_response_format",
        "OpenAIResponseFunctionCallArgumentsDeltaEvent": "open_ai_response_function_call_arguments_delta_event",
        "OpenAIResponseFunctionCallArgumentsDoneEvent": "open_ai_response_function_call_arguments_done_event",
        "OpenAIResponseInProgressEvent": "open_ai_response_in_progress_event",
        "OpenAIResponseOutputItemAddedEvent": "open_ai_response_output_item_added_event",
        "OpenAIResponseOutputItemDoneEvent": "open_ai_response_output_item_done_event",
        "OpenAIResponseOutputTextDeltaEvent": "open_ai_response_output_text_delta_event",
        "OpenAIResponseOutputTextDoneEvent": "open_ai_response_output_text_done_event",
        "OpenAIResponseReasoning": "open_ai_response_reasoning",
        "OpenAIResponseReasoningSummaryTextDeltaEvent": "open_ai_response_reasoning_summary_text_delta_event",
        "OpenAIResponseReasoningSummaryTextDoneEvent": "open_ai_response_reasoning_summary_text_done_event",
        "OpenAIResponseRequest": "open_ai_response_request",
        "OpenAIResponseText": "open_ai_response_text",
        "OpenAIResponseTextFormat": "open_ai_response_text_format",
        "OpenAIResponseTool": "open_ai_response_tool",
        "OpenAIResponseUsage": "open_ai_response_usage",
        "OpenAIResponseWebSearchCallCompletedEvent": "open_ai_response_web_search_call_completed_event",
        "OpenAIResponseWebSearchCallInProgressEvent": "open_ai_response_web_search_call_in_progress_event",
        "OpenAIResponseWebSearchCallSearchingEvent": "open_ai_response_web_search_call_searching_event",
        "OpenAIStreamOptions": "open_ai_stream_options",
        "OpenAITextPart": "open_ai_text_part",
        "OpenAIToolCall": "open_ai_tool_call",
        "OpenAIToolCallFunction": "open_ai_tool_call_function",
        "OpenAIToolCallFunctionParam": "open_ai_tool_call_function_param",
        "OpenAIToolCallParam": "open_ai_tool_call_param",
        "OpenAITranscription": "open_ai_transcription",
        "OpenAITranscriptionRequest": "open_ai_transcription_request",
        "OpenAIUsage": "open_ai_usage",
        "OpenAIWebSearchAction": "open_ai_web_search_action",
        "Options": "options",
        "ProcessResponse": "process_response",
        "ProgressResponse": "progress_response",
        "PullRequest": "pull_request",
        "PushRequest": "push_request",
        "RunningModel": "running_model",
        "ServerStatus": "server_status",
        "ShowRequest": "show_request",
        "ShowResponse": "show_response",
        "StreamError": "stream_error",
        "SystemOneChoiceAnswer": "system_one_choice_answer",
        "SystemOneChoiceQuestion": "system_one_choice_question",
        "SystemOneNoulAnswer": "system_one_noul_answer",
        "SystemOneNoulQuestion": "system_one_noul_question",
        "SystemOneRequest": "system_one_request",
        "SystemOneResponse": "system_one_response",
        "SystemOneScoreAnswer": "system_one_score_answer",
        "SystemOneScoreQuestion": "system_one_score_question",
        "SystemOneUsage": "system_one_usage",
        "Tensor": "tensor",
        "TokenLogprob": "token_logprob",
        "Tool": "tool",
        "ToolCall": "tool_call",
        "ToolCallFunction": "tool_call_function",
        "ToolFunction": "tool_function",
        "ToolParameters": "tool_parameters",
        "ToolProperty": "tool_property",
        "UserResponse": "user_response",
        "VersionResponse": "version_response",
        "WebFetchRequest": "web_fetch_request",
        "WebFetchResponse": "web_fetch_response",
        "WebSearchRequest": "web_search_request",
        "WebSearchResponse": "web_search_response",
        "WebSearchResult": "web_search_result",
    }

    def __getattr__(name: str) -> type:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        model = getattr(import_module(f".{module}", __name__), name)
        globals()[name] = model
        return model


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "AnthropicContentBlockDeltaEvent",
    "AnthropicContentBlockStartEvent",
    "AnthropicContentBlockStopEvent",
    "AnthropicError",
    "AnthropicErrorResponse",
    "AnthropicImageBlockParam",
    "AnthropicImageSource",
    "AnthropicInputJsonDelta",
    "AnthropicMessage",
    "AnthropicMessageDelta",
    "AnthropicMessageDeltaEvent",
    "AnthropicMessageParam",
    "AnthropicMessageRequest",
    "AnthropicMessageStartEvent",
    "AnthropicMessageStopEvent",
    "AnthropicMetadata",
    "AnthropicOutputConfig",
    "AnthropicServerToolUseBlock",
    "AnthropicServerToolUseBlockParam",
    "AnthropicTextBlock",
    "AnthropicTextBlockParam",
    "AnthropicTextDelta",
    "AnthropicThinkingBlock",
    "AnthropicThinkingBlockParam",
    "AnthropicThinkingConfig",
    "AnthropicThinkingDelta",
    "AnthropicTool",
    "AnthropicToolChoice",
    "AnthropicToolResultBlockParam",
    "AnthropicToolUseBlock",
    "AnthropicToolUseBlockParam",
    "AnthropicUsage",
    "AnthropicWebSearchResult",
    "AnthropicWebSearchToolResultBlock",
    "AnthropicWebSearchToolResultBlockParam",
    "AnthropicWebSearchToolResultError",
    "ChatRequest",
    "ChatResponse",
    "CloudStatus",
    "CopyRequest",
    "CreateInfo",
    "CreateRequest",
    "DebugInfo",
    "DeleteRequest",
    "EmbedRequest",
    "EmbedResponse",
    "EmbeddingsRequest",
    "EmbeddingsResponse",
    "ErrorResponse",
    "GenerateRequest",
    "GenerateResponse",
    "ListResponse",
    "ListedModel",
    "Logprob",
    "Message",
    "ModelDetails",
    "ModelRecommendation",
    "ModelRecommendationThinking",
    "ModelRecommendationsResponse",
    "OpenAIAudioPart",
    "OpenAIChatCompletion",
    "OpenAIChatCompletionChoice",
    "OpenAIChatCompletionChunk",
    "OpenAIChatCompletionChunkChoice",
    "OpenAIChatCompletionDelta",
    "OpenAIChatCompletionMessage",
    "OpenAIChatCompletionRequest",
    "OpenAIChatMessage",
    "OpenAIChoiceLogprobs",
    "OpenAICompactRequest",
    "OpenAICompactedResponse",
    "OpenAICompactionItem",
    "OpenAICompactionTrigger",
    "OpenAICompletion",
    "OpenAICompletionChoice",
    "OpenAICompletionChunk",
    "OpenAICompletionRequest",
    "OpenAIEmbedding",
    "OpenAIEmbeddingList",
    "OpenAIEmbeddingUsage",
    "OpenAIEmbeddingsRequest",
    "OpenAIError",
    "OpenAIErrorResponse",
    "OpenAIFailedResponse",
    "OpenAIImagePart",
    "OpenAIImageURL",
    "OpenAIIncompleteDetails",
    "OpenAIInputAgentMessage",
    "OpenAIInputAudio",
    "OpenAIInputEncryptedPart",
    "OpenAIInputFilePart",
    "OpenAIInputFunctionCall",
    "OpenAIInputFunctionCallOutput",
    "OpenAIInputImagePart",
    "OpenAIInputMessage",
    "OpenAIInputOutputTextPart",
    "OpenAIInputReasoning",
    "OpenAIInputTextPart",
    "OpenAIInputTokensDetails",
    "OpenAIInputToolSearchCall",
    "OpenAIInputToolSearchOutput",
    "OpenAIInputWebSearchCall",
    "OpenAIJsonSchema",
    "OpenAIModel",
    "OpenAIModelList",
    "OpenAIOutputFunctionCall",
    "OpenAIOutputMessage",
    "OpenAIOutputReasoning",
    "OpenAIOutputText",
    "OpenAIOutputTokensDetails",
    "OpenAIOutputToolSearchCall",
    "OpenAIOutputWebSearchCall",
    "OpenAIPromptTokensDetails",
    "OpenAIReasoning",
    "OpenAIReasoningSummary",
    "OpenAIResponse",
    "OpenAIResponseCompletedEvent",
    "OpenAIResponseContentPartAddedEvent",
    "OpenAIResponseContentPartDoneEvent",
    "OpenAIResponseCreatedEvent",
    "OpenAIResponseError",
    "OpenAIResponseFailedEvent",
    "OpenAIResponseFormat",
    "OpenAIResponseFunctionCallArgumentsDeltaEvent",
    "OpenAIResponseFunctionCallArgumentsDoneEvent",
    "OpenAIResponseInProgressEvent",
    "OpenAIResponseOutputItemAddedEvent",
    "OpenAIResponseOutputItemDoneEvent",
    "OpenAIResponseOutputTextDeltaEvent",
    "OpenAIResponseOutputTextDoneEvent",
    "OpenAIResponseReasoning",
    "OpenAIResponseReasoningSummaryTextDeltaEvent",
    "OpenAIResponseReasoningSummaryTextDoneEvent",
    "OpenAIResponseRequest",
    "OpenAIResponseText",
    "OpenAIResponseTextFormat",
    "OpenAIResponseTool",
    "OpenAIResponseUsage",
    "OpenAIResponseWebSearchCallCompletedEvent",
    "OpenAIResponseWebSearchCallInProgressEvent",
    "OpenAIResponseWebSearchCallSearchingEvent",
    "OpenAIStreamOptions",
    "OpenAITextPart",
    "OpenAIToolCall",
    "OpenAIToolCallFunction",
    "OpenAIToolCallFunctionParam",
    "OpenAIToolCallParam",
    "OpenAITranscription",
    "OpenAITranscriptionRequest",
    "OpenAIUsage",
    "OpenAIWebSearchAction",
    "Options",
    "ProcessResponse",
    "ProgressResponse",
    "PullRequest",
    "PushRequest",
    "RunningModel",
    "ServerStatus",
    "ShowRequest",
    "ShowResponse",
    "StreamError",
    "SystemOneChoiceAnswer",
    "SystemOneChoiceQuestion",
    "SystemOneNoulAnswer",
    "SystemOneNoulQuestion",
    "SystemOneRequest",
    "SystemOneResponse",
    "SystemOneScoreAnswer",
    "SystemOneScoreQuestion",
    "SystemOneUsage",
    "Tensor",
    "TokenLogprob",
    "Tool",
    "ToolCall",
    "ToolCallFunction",
    "ToolFunction",
    "ToolParameters",
    "ToolProperty",
    "UserResponse",
    "VersionResponse",
    "WebFetchRequest",
    "WebFetchResponse",
    "WebSearchRequest",
    "WebSearchResponse",
    "WebSearchResult",
]
