"""The running assistant: agents, channel, tracker store, retention."""
