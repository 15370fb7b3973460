"""The plan files that the way to the next age speaks of."""
