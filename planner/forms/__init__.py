"""Forms: one input each, checked without the database."""
