"""Checks of the law data as a whole, and the calendar of what changes when."""
