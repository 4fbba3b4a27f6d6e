"""Every sentence that people read, in each language the desk speaks."""
