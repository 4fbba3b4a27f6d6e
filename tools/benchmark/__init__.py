"""How fast and how big the desk is on this machine; times also as a multiple of a yardstick of the same run."""
