"""In whose name things stand in a plan file, and what of that comes in by whom."""
