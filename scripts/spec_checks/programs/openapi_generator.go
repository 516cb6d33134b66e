// Chat, whole and streamed, list models and embed, with the Go client of openapi-generator.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"

	ollama "github.com/local/ollama"
)

func main() {
	url := os.Args[1]
	configuration := ollama.NewConfiguration()
	configuration.Servers = ollama.ServerConfigurations{{URL: url}}
	client := ollama.NewAPIClient(configuration)
	ctx := context.Background()

	message := ollama.NewMessage("user")
	message.SetContent("Why is the sky blue?")
	request := ollama.NewChatRequest("sky")
	request.SetMessages([]ollama.Message{*message})

	request.SetStream(false)
	whole, _, err := client.InferenceAPI.Chat(ctx).ChatRequest(*request).Execute()
	check(err)
	fmt.Println("whole:", whole.Message.Content)

	// The generated function reads a reply as one object, so that only the types serve a stream.
	request.SetStream(true)
	body, err := json.Marshal(request)
	check(err)
	response, err := http.Post(url+"/api/chat", "application/json", bytes.NewReader(body))
	check(err)
	defer response.Body.Close()
	var streamed strings.Builder
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		var line ollama.ChatStreamLine
		check(json.Unmarshal(lines.Bytes(), &line))
		streamed.WriteString(line.ChatResponse.Message.Content)
	}
	fmt.Println("streamed:", streamed.String())

	models, _, err := client.ModelsAPI.ListModels(ctx).Execute()
	check(err)
	names := []string{}
	for _, model := range models.Models {
		names = append(names, model.Name)
	}
	fmt.Println("models:", strings.Join(names, " "))

	text := "sky"
	embed := ollama.NewEmbedRequest("embedder")
	embed.SetInput(ollama.StringAsEmbedInput(&text))
	embedded, _, err := client.InferenceAPI.Embed(ctx).EmbedRequest(*embed).Execute()
	check(err)
	fmt.Println("dimensions:", len(embedded.Embeddings[0]))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
