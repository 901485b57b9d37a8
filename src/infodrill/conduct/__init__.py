"""How it is run: the one loop behind ports for clock, store and inbox; scripted teams."""
