"""One real process on a folder: looks once, or watches until it is stopped. Its letters go into a file."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from newsroom import Newsroom

from digest.model import RunReport
from digest.protocols import World
from digest.schedule import watch
from digest.schedule.alarm import Alarm
from digest.schedule.due import Run
from digest.schedule.stopping import Stopped, Stopping


def shift(folder: Path, mode: str, seconds: float) -> None:
    """`mode` is ``look`` or ``watch``; making an edition takes `seconds`."""
    room = Newsroom(folder, "2026-02-06 07:00:30")
    whole = room.make

    def slow(world: World, run: Run) -> RunReport:
        print("making", flush=True)
        time.sleep(seconds)
        report = whole(world, run)
        with (folder / "letters").open("a") as letters:
            letters.writelines(f"{key}\n" for key in room.box.letters)
        return report

    room.make = slow  # type: ignore[method-assign]
    desk = room.start()
    if mode == "look":
        desk.look()
        print("\n".join(room.lines), flush=True)
        return
    try:
        with Stopping(grace=1.0) as stopping, Alarm(pulse=60) as alarm:
            print("watching", flush=True)
            watch(desk, alarm, stopping)
    except Stopped:
        print("stopped", flush=True)


if __name__ == "__main__":
    shift(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
