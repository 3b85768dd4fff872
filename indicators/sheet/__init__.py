"""A monthly return as its pages show it: values arranged in rows, nothing computed."""
