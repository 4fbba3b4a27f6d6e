"""The law of importing as dated data, and the engine that reads it."""
