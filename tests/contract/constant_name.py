# Case: None
show(None)
# Prints: 0

# Case: True
show(True)
# Prints: 1

# Case: False
show(False)
# Prints: 0

# Case: Ellipsis
show(is_ellipsis(...))
# Prints: 1

# Case: __debug__
show(__debug__)
# Prints: 1
