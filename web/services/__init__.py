"""Questions to the rooms below, asked alike by the site, the API, the widget and the command line."""
