"""Chat, whole and streamed, list models and embed, with httpx and the models of datamodel-code-generator."""

import sys

import client as ollama  # type: ignore[import-not-found]  # the generator makes it
import httpx

with httpx.Client(base_url=sys.argv[1]) as http:
    messages = [ollama.Message(role="user", content="Why is the sky blue?")]

    request = ollama.ChatRequest(model="sky", messages=messages, stream=False)
    reply = http.post("/api/chat", json=request.model_dump(exclude_none=True))
    print("whole:", ollama.ChatResponse.model_validate_json(reply.content).message.content)

    request.stream = True
    streamed = ""
    with http.stream("POST", "/api/chat", json=request.model_dump(exclude_none=True)) as stream:
        for line in stream.iter_lines():
            streamed += ollama.ChatStreamLine.model_validate_json(line).root.message.content
    print("streamed:", streamed)

    listed = ollama.ListResponse.model_validate_json(http.get("/api/tags").content)
    print("models:", " ".join(model.name for model in listed.models))

    embed = ollama.EmbedRequest(model="embedder", input=ollama.EmbedInput("sky"))
    reply = http.post("/api/embed", json=embed.model_dump(exclude_none=True))
    print("dimensions:", len(ollama.EmbedResponse.model_validate_json(reply.content).embeddings[0]))
