"""What HTTP asks of each answer and each request, whatever the page: headers, sizes, the path."""
