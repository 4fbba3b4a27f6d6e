"""The Harmonized Tariff Schedule: its database, looking lines up, and official editions."""
