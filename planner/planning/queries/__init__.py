"""What planning together shows: its sessions, and what of the plan each step is about."""
