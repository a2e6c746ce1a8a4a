"""What the programs of the corpus become, told by digests: whoever changes an output learns of it.

    python tests/recorded_outputs.py                    records them all, for each target, in corpus/outputs.json
    python tests/recorded_outputs.py assert_statement/  those that have this in their names

A digest says that something has changed, not that it is wrong, nor what it was: `tests/large/outputs.py` keeps whole
outputs before a change and shows the differences after it.  An output depends on the program and the target, never on
the Python that runs MVPy, so each of these checks its own target against what some other one has recorded.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path

from behaviour import alone, core_of, needed, text_of

from mvpy.pipeline import Desugared, desugar_source
from mvpy.rewrites import ORDER

CORPUS = Path(__file__).parents[1] / "corpus"
RECORD = CORPUS / "outputs.json"
PROGRAMS = sorted(CORPUS.glob("*/*.py"))
TARGETS = [(3, 11), (3, 12), (3, 13)]


def digests(path: Path, version: tuple[int, int]) -> dict[str, str]:
    """What the program at *path* becomes for *version*, or the first that has its syntax: way -> digest."""
    target = max(needed(path), version)
    found = {"core": digest(core_of(path, target))}
    if path.parent.name in ORDER:
        found["alone"] = digest_alone(path, version)
    else:
        readable = desugar_source(text_of(path), filename=named(path), level="readable", target=target)
        found["readable"] = digest(readable)
    return found


def digest_alone(path: Path, version: tuple[int, int]) -> str:
    """What its rewrite alone makes of the program at *path* for *version*, or the first that has its syntax."""
    return digest(alone(path.parent.name, path, max(needed(path), version)))


def digest(output: Desugared) -> str:
    """Of the text, and of what its lines and the places where rewrites fired were in the source.

    Not of the warnings, which are those of the Python that runs this.
    """
    sites = [(site.rewrite, site.line, site.ordinal) for site in output.sites]
    told = repr((output.code, output.source_map, sites))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def named(path: Path) -> str:
    """How the record calls the program at *path*."""
    return f"{path.parent.name}/{path.name}"


@cache
def recorded() -> dict[str, dict[str, dict[str, str]]]:
    """Program -> version -> way -> digest."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def digests_for_each(path: Path) -> dict[str, dict[str, str]]:
    """Version -> what the program at *path* becomes."""
    return {"%d.%d" % version: digests(path, version) for version in TARGETS}


def main() -> None:
    wanted = sys.argv[1:] or [""]
    paths = [path for path in PROGRAMS if any(part in named(path) for part in wanted)]
    with ProcessPoolExecutor() as pool:
        found = dict(zip(map(named, paths), pool.map(digests_for_each, paths)))
    kept = {} if not RECORD.exists() else recorded()
    names = {named(path) for path in PROGRAMS} & (kept.keys() | found.keys())
    merged = {name: found.get(name) or kept[name] for name in sorted(names)}  # one on a line
    lines = [f"{json.dumps(name)}: {json.dumps(found)}" for name, found in merged.items()]
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(found)} programs for {len(TARGETS)} targets; {len(merged)} are in {RECORD}")


if __name__ == "__main__":
    main()
