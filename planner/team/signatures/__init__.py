"""What happens after signatures, and what is at stake, added up for a lead."""
