"""Checking a catalogue of goods."""
