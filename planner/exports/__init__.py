"""What leaves the planner as a file to be used elsewhere."""
