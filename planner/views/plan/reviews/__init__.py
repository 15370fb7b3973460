"""The reviews of a plan: planned, held and written up."""
