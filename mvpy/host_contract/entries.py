"""All entries of the host contract."""

from __future__ import annotations

from mvpy.host_contract.behaviour_entries import BEHAVIOURS
from mvpy.host_contract.builtin_entries import BUILTINS
from mvpy.host_contract.core_entries import CORE
from mvpy.host_contract.entry import Entry
from mvpy.host_contract.function_entries import FUNCTIONS
from mvpy.host_contract.method_entries import METHODS

# By their names, in the order in which they are shown.
ENTRIES: dict[str, Entry] = {
    entry.name: entry for entry in (*CORE, *BEHAVIOURS, *BUILTINS, *FUNCTIONS, *METHODS)
}
