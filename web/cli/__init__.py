"""The commands of `importdesk`, one module each."""
