"""What is remembered: one SQLite file in the state folder, and no SQL anywhere else."""

from digest.store.backup import BackupReport, backup, restore
from digest.store.lock import hold
from digest.store.sqlite import SqliteStore, open_store, read_store

__all__ = ["BackupReport", "SqliteStore", "backup", "hold", "open_store", "read_store", "restore"]
