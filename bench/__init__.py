"""Long runs and figures, which anyone can repeat: ``make bench``, or ``python -m bench NAME``."""
