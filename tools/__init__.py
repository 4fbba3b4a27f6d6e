"""Evaluation, benchmarks, and the scripts that wrote the committed data. The server imports none of it."""
