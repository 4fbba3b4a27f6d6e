"""Cards and previews that a reply carries."""
