"""How right the desk is on labelled sets: shares with confidence intervals, beside a baseline."""
