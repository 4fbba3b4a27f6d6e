"""Publishing a release, and taking up the one that was published."""
