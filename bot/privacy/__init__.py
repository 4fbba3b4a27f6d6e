"""What may not be kept is taken out before anything is stored."""
