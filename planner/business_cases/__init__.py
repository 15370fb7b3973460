"""Business cases, which have no pages yet."""
