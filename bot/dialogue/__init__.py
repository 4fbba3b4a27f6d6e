"""What a message and an intent are."""
