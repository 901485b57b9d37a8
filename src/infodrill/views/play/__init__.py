"""What a player sees. Never ground truth, items, stances or other teams' inner work."""
