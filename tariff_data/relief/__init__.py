"""What spares duty: gifts, travelers' exemptions, and the postal regimes."""
