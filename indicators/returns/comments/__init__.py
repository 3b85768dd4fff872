"""What is said about a return and its cells: talk beside the figures, never a part of them."""
