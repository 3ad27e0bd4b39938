"""The command line: words in, report out, exit codes."""

from digest.cli.app import main

__all__ = ["main"]
