"""Results of the engine in words."""
