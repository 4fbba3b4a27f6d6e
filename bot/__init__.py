"""The assistant: understands a message, keeps the conversation, asks the engine."""
