"""Articles and what is made of them: reading, checking, searching, and the release in use."""
