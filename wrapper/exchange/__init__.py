"""One call in steps: send, redirect, retry, upload."""
