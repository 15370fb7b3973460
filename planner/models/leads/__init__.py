"""Who shows interest from outside, where they came from, and who deals with them."""
