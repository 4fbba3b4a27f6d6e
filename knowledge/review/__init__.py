"""What people asked that the desk did not answer well, and what staff make of it."""
