"""The estimate: value, assess each item, apply relief, add fees and totals."""
