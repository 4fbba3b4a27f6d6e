"""The site, the API, the widget and the command line."""
