"""In which ages plans are, and which lean to one side."""
