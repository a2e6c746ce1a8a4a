# Case: -
seven = 7
print(-seven)
# Prints: -7

# Case: +
seven = 7
print(+seven)
# Prints: 7

# Case: ~
seven = 7
print(~seven)
# Prints: -8

# Case: not
seven = 7
show(not seven)
# Prints: 0
