"""What a plan file that comes in would change, which is drafted first, checked and then written."""
