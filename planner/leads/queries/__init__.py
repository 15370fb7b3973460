"""What is read about leads."""
