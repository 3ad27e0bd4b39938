"""Kinds of sources: one file, one kind."""
