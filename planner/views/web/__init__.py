"""What stands before and around all pages."""
