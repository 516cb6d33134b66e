// Chat, whole and streamed, list models and embed, with openapi-fetch and the types of openapi-typescript.
import createClient from "openapi-fetch";
import type { components, paths } from "./client";

type ChatStreamLine = components["schemas"]["ChatStreamLine"];

async function main(): Promise<void> {
    const client = createClient<paths>({ baseUrl: process.argv[2] });
    const request = { model: "sky", messages: [{ role: "user", content: "Why is the sky blue?" }] };

    const whole = await client.POST("/api/chat", { body: { ...request, stream: false } });
    if (!whole.data) throw new Error(JSON.stringify(whole.error));
    if (!("message" in whole.data)) throw new Error("not a chat reply");
    console.log("whole:", whole.data.message.content);

    const response = await client.POST("/api/chat", { body: { ...request, stream: true }, parseAs: "text" });
    let streamed = "";
    for (const text of String(response.data).split("\n").filter(Boolean)) {
        const line: ChatStreamLine = JSON.parse(text);
        if (!("message" in line)) throw new Error(line.error);
        streamed += line.message.content;
    }
    console.log("streamed:", streamed);

    const listed = await client.GET("/api/tags");
    console.log("models:", (listed.data?.models ?? []).map((model) => model.name).join(" "));

    const embedded = await client.POST("/api/embed", { body: { model: "embedder", input: "sky" } });
    console.log("dimensions:", embedded.data?.embeddings?.[0]?.length);
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
