# Case: +
seven = 7
print(seven + 2)
# Prints: 9

# Case: -
seven = 7
print(seven - 2)
# Prints: 5

# Case: *
seven = 7
print(seven * 2)
# Prints: 14

# Case: /
seven = 7
print(seven / 2)
# Prints: 3.5

# Case: //
seven = 7
print(seven // 2)
# Prints: 3

# Case: %
seven = 7
print(seven % 2)
# Prints: 1

# Case: **
seven = 7
print(seven ** 2)
# Prints: 49

# Case: <<
seven = 7
print(seven << 2)
# Prints: 28

# Case: >>
seven = 7
print(seven >> 2)
# Prints: 1

# Case: &
seven = 7
print(seven & 2)
# Prints: 2

# Case: |
seven = 7
print(seven | 2)
# Prints: 7

# Case: ^
seven = 7
print(seven ^ 2)
# Prints: 5

# Case: @
show(matrix @ matrix)
# Prints: 49
