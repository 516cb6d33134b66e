"""From a verb's arguments to a request."""
