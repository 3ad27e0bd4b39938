"""Sections: one file, one rule for filling a heading."""
