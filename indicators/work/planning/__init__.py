"""The planner's day: how far each office is with its plan, and steps taken for many at once."""
