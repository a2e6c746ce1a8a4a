# Case: brackets
print(
    1,
    2
)
# Prints: 1 2

# Case: backslash
seven = \
    7
print(seven)
# Prints: 7
