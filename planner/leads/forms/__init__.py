"""What is entered about leads, by us and by those outside."""
