"""Chat, whole and streamed, list models and embed, with the Python client of openapi-generator."""

import sys

import ollama

with ollama.ApiClient(ollama.Configuration(host=sys.argv[1])) as client:
    inference = ollama.InferenceApi(client)
    messages = [ollama.Message(role="user", content="Why is the sky blue?")]

    whole = inference.chat(ollama.ChatRequest(model="sky", messages=messages, stream=False))
    print("whole:", whole.message.content)

    request = ollama.ChatRequest(model="sky", messages=messages, stream=True)
    response = inference.chat_without_preload_content(request)
    lines = [ollama.ChatStreamLine.from_json(line.decode()) for line in response.data.splitlines()]
    print("streamed:", "".join(line.actual_instance.message.content for line in lines))

    print("models:", " ".join(model.name for model in ollama.ModelsApi(client).list_models().models))

    embedded = inference.embed(ollama.EmbedRequest(model="embedder", input=ollama.EmbedInput("sky")))
    print("dimensions:", len(embedded.embeddings[0]))
