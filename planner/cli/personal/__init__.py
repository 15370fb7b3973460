"""What the commands about the data of people have in common."""
