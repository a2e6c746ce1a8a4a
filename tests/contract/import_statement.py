# Case: module
import os
show(is_module(os))
# Prints: 1

# Case: submodule
import os.path
show(is_module(os))
# Prints: 1

# Case: as
import os.path as somewhere
show(is_module(somewhere))
# Prints: 1

# Case: as of a deeper one
import xml.dom.minidom as somewhere
show(is_module(somewhere))
# Prints: 1
