"""The month on two pages for who heads the whole, the ranking on paper, an office on one page."""
