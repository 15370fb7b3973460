"""Hours that people have, and hours that activities take."""
