"""What is reported beyond the month: a quarter's report, the evaluation of a year."""
