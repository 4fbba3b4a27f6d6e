"""How a message is resolved to an intent, by rules in order. To be replaced by the learned ranker."""
