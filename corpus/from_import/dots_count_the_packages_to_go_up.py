# One dot is the package of the module that runs; each further one is the package around that.

import sys
from types import ModuleType

for name in ("top", "top.middle", "top.middle.below"):
    module = sys.modules[name] = ModuleType(name)
    module.__path__, module.name = [], name
__package__ = "top.middle"
from . import name as here
from .. import name as above
from .below import name as below
from ..middle import name as again

print(here, above, below, again)
