"""What is entered for a feed."""
