"""Where it is kept: run folders and their logs."""
