package ollama

import (
	"encoding/json"
	"testing"
)

// Each value must come out of the generated types as it went in.
func TestValuesSurvive(t *testing.T) {
	for _, c := range []struct {
		text string
		into any
	}{
		{`{"created_at":"2026-03-01T12:00:00.123456789Z","done":true,"message":{"content":"","role":"assistant"},"model":"m","total_duration":3000000000}`, &ChatStreamLine{}},
		{`{"error":"no"}`, &ChatStreamLine{}},
		{`{"completed":4700000000,"status":"pulling","total":4700000000}`, &ProgressStreamLine{}},
		{`{"error":"no"}`, &ProgressStreamLine{}},
		{`{"format":{"type":"object"},"keep_alive":"5m","model":"m","think":"high"}`, &ChatRequest{}},
		{`{"format":"json","keep_alive":0,"model":"m","think":false}`, &ChatRequest{}},
		{`{"input":["a","b"],"model":"m"}`, &EmbedRequest{}},
	} {
		if err := json.Unmarshal([]byte(c.text), c.into); err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if text, err := json.Marshal(c.into); err != nil || string(text) != c.text {
			t.Errorf("%s became %s (%v)", c.text, text, err)
		}
	}
}
