"""Lists over many offices: their indicators, their evidence, and what lacks evidence."""
