"""What every route shares: security, problems, validation, limits, settings, static files."""
