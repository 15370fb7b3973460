"""What happens now, told to the browsers that look at it."""
