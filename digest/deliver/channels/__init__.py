"""The ways out: one file, one channel."""
