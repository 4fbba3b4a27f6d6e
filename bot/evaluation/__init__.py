"""Check questions, stories, cross-validation, and the gate a new release has to pass."""
