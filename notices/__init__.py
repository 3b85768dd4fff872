"""What people are told of returns: in the application at once, by email once a day."""
