"""Bills in conversation: what a message says of a carrier's bill, the check that is asked for, and how it is told."""
