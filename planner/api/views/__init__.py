"""What is answered below `/api`."""
