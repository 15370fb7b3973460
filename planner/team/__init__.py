"""What leads see of the customers and plans of their team."""
