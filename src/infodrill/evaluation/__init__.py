"""What it was worth: measures, counterfactual, ratings, the after-action report as data."""
