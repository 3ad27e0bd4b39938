"""``python -m bench [NAME …]``: all benches, or those named."""

from __future__ import annotations

import sys

from bench import (
    apis,
    collect,
    daily,
    demo,
    finance,
    grouping,
    injection,
    kills,
    mail,
    pages,
    reading,
    site,
    startup,
    stories,
    tune,
    understanding,
)

BENCHES = {
    "apis": apis.main,
    "collect": collect.main,
    "startup": startup.main,
    "demo": demo.main,
    "finance": finance.main,
    "mail": mail.main,
    "reading": reading.main,
    "pages": pages.main,
    "injection": injection.main,
    "understanding": understanding.main,
    "kills": kills.main,
    "daily": daily.main,
    "site": site.main,
    "stories": stories.main,
    "grouping": grouping.main,
    "tune": tune.main,
}

if __name__ == "__main__":
    for name in [word for word in sys.argv[1:] if not word.startswith("-")] or list(BENCHES):
        print(f"== {name}")
        BENCHES[name]()
