"""What an act leaves in the history, and how it is taken back."""
