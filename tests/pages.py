"""What tests of pages share: the shape of a page, and a browser that looks at it, where there is Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

VOID = {"meta", "input", "wbr", "br"}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Shape(HTMLParser):
    """What is in a page: its ids, links, tags; it fails if a tag is not closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        """The values of all attributes of this *name*."""
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


in_the_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not here: apt-get install chromium")


@pytest.fixture
def browser(tmp_path: Path) -> list[str]:
    """The command of a browser that has no screen and no network."""
    assert CHROMIUM is not None
    return [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000",
    ]  # fmt: skip


def asked(
    browser: list[str], folder: Path, text: str, fragment: str, *options: str, probe: str
) -> dict[str, str]:
    """What the *probe*, a script at the end of the page *text* that only the test lets in, notes in the body."""
    text = re.sub(r"script-src '[^']*'", "script-src 'unsafe-inline'", text)
    (folder / "page.html").write_text(
        text.replace("</body>", f"<script>{probe}</script></body>"), encoding="utf-8"
    )
    url = (folder / "page.html").as_uri() + fragment
    found = subprocess.run(
        [*browser, *options, "--dump-dom", url], capture_output=True, text=True, timeout=120
    )
    (body,) = re.findall("<body[^>]*>", found.stdout)
    return dict(re.findall(r'data-(\w+)="([^"]*)"', body))
