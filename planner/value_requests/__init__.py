"""Value specialists are asked for on a plan, and take it or decline with a reason."""
