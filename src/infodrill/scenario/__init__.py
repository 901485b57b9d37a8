"""What is rehearsed: the scenario package, its model, checks, loading and saving."""
