"""The glossary, and words that decide nothing by themselves."""
