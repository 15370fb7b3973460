"""How the collaboration on a plan is rated, and why."""
