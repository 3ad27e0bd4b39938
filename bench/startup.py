"""How long the command line takes to say something, against a bare interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys

from bench.timing import seconds, told


def main() -> None:
    """Print the times of ``python -c pass`` and ``digest --help``, and their ratio."""

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    floor = seconds(lambda: run("-c", "pass"), 5)
    ours = seconds(lambda: run("-m", "digest", "--help"), 5)
    print(f"python -c pass   {told(floor)}")
    ratio = statistics.median(ours) / statistics.median(floor)
    print(f"digest --help    {told(ours)}   {ratio:.1f}× the interpreter")
