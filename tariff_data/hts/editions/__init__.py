"""Editions of the official schedule on this machine: import, compare, switch, go back."""
