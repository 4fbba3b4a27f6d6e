"""How fast and how big the desk is on this machine; every time also as a multiple of a yardstick taken in the same run."""
