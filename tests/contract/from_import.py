# Case: name
from os import path
show(is_module(path))
# Prints: 1

# Case: as
from os import path as somewhere
show(is_module(somewhere))
# Prints: 1

# Case: submodule
from os.path import join
show(is_function(join))
# Prints: 1

# Case: star
from os import *
show(is_module(path))
# Prints: 1

# Case: no such name
try:
    from os import no_such_name
except ImportError:
    print(1)
# Prints: 1

# Case: star without a list
from stat import *
show(is_function(S_ISDIR))
# Prints: 1
