"""What is seen: one projection per noun, split by viewer class."""
