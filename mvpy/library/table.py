"""What the standard library has had since when, and until when: what docs/make_library.py has measured.

Everything that is not here was there all the time, as far as anybody knows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("table.json")
