# A module may make names when they are asked for, with a function __getattr__.

import sys
from types import ModuleType

module = ModuleType("made_up")


def __getattr__(name):
    print("asked for", name)
    if name != "green":
        raise AttributeError(name)
    return "#0f0"


module.__getattr__ = __getattr__
sys.modules["made_up"] = module
del __getattr__
from made_up import green
print(green)
try:
    from made_up import mauve
except ImportError:
    print("no mauve")
