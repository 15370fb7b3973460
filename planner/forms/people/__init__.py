"""Forms about people and their accounts."""
