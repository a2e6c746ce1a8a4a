# Differs: the core hands the features that are imported on where `eval` is called by its name, CPython wherever it is called.

from __future__ import barry_as_FLUFL

calculate = eval
try:
    print(calculate("1 <> 2"))
except SyntaxError:
    print("SyntaxError")
