"""What is entered for a token."""
