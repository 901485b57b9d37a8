"""What the control room sees: everything, ground truth included."""
