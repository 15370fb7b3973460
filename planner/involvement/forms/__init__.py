"""What is entered about rules and exceptions."""
