"""What every part of the room shares: money, units, messages, and where things lie on disk."""
