"""The activities of a plan."""
