"""What a test scripts, and what it sees: replies, faults, recorded requests and their validation."""
