"""Lists: columns chosen, views saved and shared, what is seen taken home as a file."""
