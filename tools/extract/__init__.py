"""Scripts that turn source material into the committed data; each can be run again."""
