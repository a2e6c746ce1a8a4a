"""A page of one file: `page.html` of a folder, with its style and its script, and what else is filled in.

The page forbids the browser to run any script but its own, or to load anything.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from string import Template


def filled(folder: Path, **parts: str) -> str:
    """The page that the files in *folder* make, with these *parts* for the names in them: each of them is HTML."""
    html, style, script = (
        (folder / f"page.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Template(html).substitute(script_hash=f"sha256-{digest}", style=style, script=script, **parts)
