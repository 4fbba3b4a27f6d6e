"""The application: its factory, its server, its command line."""
