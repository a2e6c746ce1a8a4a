"""Which tests are run: all, those of one rewrite, the fast ones; and which of two processes runs what."""

from __future__ import annotations

import gc
import re
import zlib
from pathlib import Path

import pytest
import selection
from pages import browser  # noqa: F401  # a fixture

from mvpy.errors import ContractError, TemplateError
from mvpy.pipeline import rewrites_in_order
from mvpy.verification import close_sessions

# Files, processes, signals and the sandbox are the system's business; pages and layout are nobody's.
ONCE = frozenset("""
    test_abroad test_adapters test_cache test_command test_completion test_conform_expectations test_docs
    test_explain_page test_forged_reports test_helper_modules test_host_contract test_isolation test_kept_failures
    test_later_targets test_layout test_lifetime test_plain_verification test_printer test_properties test_sandbox
    test_streams test_verify test_watching test_welcome test_workers test_writing
    """.split())
# What takes longest is begun first, so that nobody waits for it in the end; what remembers nothing from test to test can be divided.
FIRST = ("test_properties", "test_sandbox", "test_streams", "test_scopes", "test_nesting")
DIVIDED = ("test_properties", "test_scopes", "test_spacing", "test_output")
# The programs of a folder of the corpus stay with one process, in all of these: it knows what they do, and their cores.
OF_THE_CORPUS = (
    "test_corpus", "test_each_rewrite_alone", "test_later_targets", "test_recorded_outputs", "test_plain",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", metavar="NAME", help="only what concerns the rewrite NAME")
    parser.addoption(
        "--fast", action="store_true", help="only what is quick: less than two minutes on two cores"
    )


def pytest_configure(config: pytest.Config) -> None:
    try:
        rewrites_in_order()
    except (
        ContractError,
        TemplateError,
    ) as error:  # of a rewrite that somebody works on: told once, and in a sentence
        raise pytest.UsageError(str(error)) from error
    if config.getoption("rewrite"):
        selection.name_of_rewrite(config.getoption("rewrite"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files that can say nothing of the rewrite that was asked for need not be read."""
    name = config.getoption("rewrite")
    if name and collection_path.suffix == ".py" and not selection.may_concern(collection_path, name):
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests in the files ONCE; leave out what was not asked for; begin with what takes longest."""
    for item in items:
        if item.path.stem in ONCE:
            item.add_marker("once")
    wanted = items
    if name := config.getoption("rewrite"):
        wanted = [item for item in wanted if selection.concerns(item, name)]
    if config.getoption("fast"):
        wanted = [item for item in wanted if selection.is_quick(item)]
    if len(wanted) < len(items):
        kept = set(map(id, wanted))
        config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    if name:
        order = {stem: number for number, stem in enumerate(selection.GENERAL, 1)}
        items[:] = sorted(wanted, key=lambda item: order.get(item.path.stem, 1.5))
    else:
        items[:] = sorted(wanted, key=lambda item: item.path.stem not in FIRST)


def pytest_collection_finish() -> None:
    """Twenty thousand tests live to the end: no collection of garbage need look at them again and again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """No interpreter outlives the tests of the corpus."""
    if item.path.stem in OF_THE_CORPUS and (nextitem is None or nextitem.path.stem not in OF_THE_CORPUS):
        close_sessions()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """How tests are given to processes, unless `--dist` says otherwise."""
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        """Each file, or a part of it, to one process, in order."""

        def _split_scope(self, nodeid: str) -> str:
            return scope_of(nodeid, parts=4 if config.getoption("rewrite") else 1)

    config.option.loadscopereorder = False
    return ByFile(config, log)


def scope_of(nodeid: str, parts: int = 1) -> str:
    """What *nodeid*, of a test, is a part of, that should stay with one process: of a folder, one of so many *parts*."""
    file, _, test = nodeid.partition("::")
    stem = file.rpartition("/")[2].removesuffix(".py")
    if stem in OF_THE_CORPUS and (folder := re.search(r"\[(\w+)", test)):
        return f"corpus/{folder[1]}/{zlib.crc32(test.partition('[')[2].encode()) % parts}"
    return f"{file}::{test.partition('[')[0]}" if stem in DIVIDED else file
