"""What is entered here."""
