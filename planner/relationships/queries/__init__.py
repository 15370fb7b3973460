"""What the list and the picture show."""
