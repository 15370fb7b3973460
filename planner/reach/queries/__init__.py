"""What is read for these pages."""
