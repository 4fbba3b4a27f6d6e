"""Understanding a message: normal form, language, segments, entities."""
