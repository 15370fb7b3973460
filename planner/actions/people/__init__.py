"""What is done with people, teams and fields, and what they decide."""
