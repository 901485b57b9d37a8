"""How it is told: the after-action report as HTML, with its figures."""
