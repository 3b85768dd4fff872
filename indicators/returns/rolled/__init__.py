"""What a row is made of that is rolled up: office by office, then and now."""
