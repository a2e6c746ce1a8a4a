# Exception groups are builtins, found by their names or in the module `builtins`, on hosts that have none too.
# Needs: Python 3.11

import builtins
from builtins import BaseExceptionGroup as Base

group = ExceptionGroup("several", [ValueError(1), TypeError(2)])
print(repr(group), isinstance(group, Base), ExceptionGroup.__mro__[1] is BaseExceptionGroup)
try:
    raise builtins.ExceptionGroup("one", [OSError()])
except ExceptionGroup as error:
    print(error, builtins.ExceptionGroup is ExceptionGroup, builtins.BaseExceptionGroup is Base)
print([type(error).__name__ for error in group.split(ValueError)[0].exceptions])
