"""All pages of the demo story as everybody sees them, to be compared between two commits."""
