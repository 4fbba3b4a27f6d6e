"""What pages are made of: layout, forms, Markdown, addresses."""
