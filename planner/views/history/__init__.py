"""What has happened, and taking it back."""
