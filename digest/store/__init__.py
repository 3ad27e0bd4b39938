"""What is remembered: one SQLite file in the state folder, and no SQL anywhere else."""

from digest.store.sqlite import SqliteStore, open_store

__all__ = ["SqliteStore", "open_store"]
