"""What people are told of returns: in the application at once, by e-mail once a day."""
