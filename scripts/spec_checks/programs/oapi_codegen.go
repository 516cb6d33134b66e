// Chat, whole and streamed, list models and embed, with the client of oapi-codegen.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	ollama "github.com/local/ollama"
)

func main() {
	ctx := context.Background()
	client, err := ollama.NewClientWithResponses(os.Args[1])
	check(err)

	content, stream := "Why is the sky blue?", false
	messages := []ollama.Message{{Role: "user", Content: &content}}
	request := ollama.ChatRequest{Model: "sky", Messages: &messages, Stream: &stream}
	whole, err := client.ChatWithResponse(ctx, request)
	check(err)
	fmt.Println("whole:", whole.JSON200.Message.Content)

	stream = true
	response, err := client.Chat(ctx, request)
	check(err)
	defer response.Body.Close()
	var streamed strings.Builder
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		var line ollama.ChatStreamLine
		check(json.Unmarshal(lines.Bytes(), &line))
		chunk, err := line.AsChatResponse()
		check(err)
		streamed.WriteString(chunk.Message.Content)
	}
	fmt.Println("streamed:", streamed.String())

	models, err := client.ListModelsWithResponse(ctx)
	check(err)
	names := []string{}
	for _, model := range models.JSON200.Models {
		names = append(names, model.Name)
	}
	fmt.Println("models:", strings.Join(names, " "))

	var input ollama.EmbedInput
	check(input.FromEmbedInput0("sky"))
	embedded, err := client.EmbedWithResponse(ctx, ollama.EmbedRequest{Model: "embedder", Input: &input})
	check(err)
	fmt.Println("dimensions:", len(embedded.JSON200.Embeddings[0]))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
