// Chat, whole and streamed, list models and embed, with the TypeScript client of openapi-generator.
import { ChatStreamLineFromJSON, Configuration, InferenceApi, ModelsApi } from "./client";

async function main(): Promise<void> {
    const configuration = new Configuration({ basePath: process.argv[2] });
    const inference = new InferenceApi(configuration);
    const request = { model: "sky", messages: [{ role: "user", content: "Why is the sky blue?" }] };

    const whole = await inference.chat({ chatRequest: { ...request, stream: false } });
    console.log("whole:", whole.message.content);

    const response = await inference.chatRaw({ chatRequest: { ...request, stream: true } });
    let streamed = "";
    for (const text of (await response.raw.text()).split("\n").filter(Boolean)) {
        const line = ChatStreamLineFromJSON(JSON.parse(text));
        if (!("message" in line)) throw new Error(line.error);
        streamed += line.message.content;
    }
    console.log("streamed:", streamed);

    const listed = await new ModelsApi(configuration).listModels();
    console.log("models:", (listed.models ?? []).map((model) => model.name).join(" "));

    const embedded = await inference.embed({ embedRequest: { model: "embedder", input: "sky" } });
    console.log("dimensions:", embedded.embeddings?.[0]?.length);
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
