"""The law as dated records: read, checked, and resolved for one entry date (`snapshot`)."""
