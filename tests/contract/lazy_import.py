# Case: import
lazy import os
show(is_module(os))
# Prints: 1

# Case: from
lazy from os import path
show(is_module(path))
# Prints: 1
