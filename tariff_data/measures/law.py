"""The measures of chapter 99 as loaded from the data."""


class Law:
    """Every dated measure, list and interaction rule."""
