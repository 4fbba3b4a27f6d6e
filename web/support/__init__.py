"""Progress and outcome of commands."""
