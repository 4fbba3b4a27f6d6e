"""Publishing: trying out, publishing, withdrawing and going back, each in the background with its progress told."""
