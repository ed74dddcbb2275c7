"""The bytes of each page, packed as a server sends them, from a site that was built: HTML, frames, scripts, sheets.

`python3 build.py bench weight` weighs site/, `python3 build.py bench weight FOLDER` another folder.
"""

import gzip
import re
import sys
from pathlib import Path

LIMITS = {"derivatives/the-chain-rule/index.html": {"html": 21_751, "frames": 81_000, "scripts": 17_300}}
"""What a page weighed before its widgets were made of pieces: it may not grow beyond that without a reason."""

_LINKS = {
    "frames": re.compile(r'"frames":"([^"]+)"'),
    "scripts": re.compile(r'<script[^>]* src="([^"]+)"'),
    "sheets": re.compile(r'<link rel="stylesheet" href="([^"]+)"'),
}


def main(arguments: list[str]) -> int:
    """Print the figures. Returns 1 if a page weighs more than its limits, 3 if there is no site."""
    site = Path(arguments[0] if arguments else "site")
    pages = sorted(site.rglob("index.html"))
    if not pages:
        print(f"There is no site in {site}: python3 build.py build makes one.", file=sys.stderr)
        return 3
    over = False
    print(f"{'html':>8} {'frames':>8} {'scripts':>8} {'sheets':>8}")
    for page in pages:
        found, name = weights(page), page.relative_to(site).as_posix()
        print(*(f"{found[what]:>8}" for what in ("html", *_LINKS)), name)
        for what, most in LIMITS.get(name, {}).items():
            if found[what] > most:
                over = True
                print(f"         {what}: more than {most}")
    return int(over)


def weights(page: Path) -> dict[str, int]:
    """The bytes of a page and of what it links, packed, by what they are."""
    html = page.read_bytes()
    found = {"html": _packed(html)}
    for what, link in _LINKS.items():
        files = [page.parent / one for one in link.findall(html.decode("utf-8"))]
        found[what] = sum(_packed(file.read_bytes()) for file in files if file.is_file())
    return found


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
