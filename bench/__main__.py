"""``python -m bench [NAME …]``: all benches, or those named."""

from __future__ import annotations

import sys

from bench import demo, finance, kills, mail, startup

BENCHES = {
    "startup": startup.main,
    "demo": demo.main,
    "finance": finance.main,
    "mail": mail.main,
    "kills": kills.main,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or list(BENCHES):
        print(f"== {name}")
        BENCHES[name]()
