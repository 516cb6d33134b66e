"""Input and output: the HTTP library, and one performer of steps for sync and one for async."""
