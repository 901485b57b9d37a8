"""The report's figures: pure functions from data to SVG text, one file each.

Every picture carries the exercise marking inside it, a title and a description. Text stays text;
colours are the page's custom properties with a fallback, so that a picture taken out of the page
still prints; nothing is told by colour alone. Time always runs from the left edge of the picture to
its right edge, whatever the page's reading direction.
"""
