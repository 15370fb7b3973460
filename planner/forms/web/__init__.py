"""Forms that pages of all areas need."""
