# Case: semicolon
print(1); print(2)
# Prints: 1 2
