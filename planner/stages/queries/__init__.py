"""What the board and the page of a stage show."""
