"""The page with the first steps."""
