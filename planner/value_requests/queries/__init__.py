"""What is asked for, on a plan and by whom it waits for."""
