"""The duty of one line: its column, base duty, additional duties and excise together, and bounds where a quantity is
open."""
