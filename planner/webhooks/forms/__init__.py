"""What is entered for a webhook."""
