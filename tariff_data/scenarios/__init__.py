"""What would change: other facts, claims, dates, lines; and how a line's rate went over time."""
