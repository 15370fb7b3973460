"""What is read for these pages, and what the cases come to."""
