"""What a plan said on a day: kept with what was accepted by it, read back as the plan's rows."""
