"""An agreed plan is changed in the open: a reason for each row, and a decision on each row."""
