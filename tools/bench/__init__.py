"""What `make bench` measures: pages per second, time for each, memory, beside a bare page."""
