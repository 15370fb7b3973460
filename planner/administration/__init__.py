"""What administrators keep and decide."""
