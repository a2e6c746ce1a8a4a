# Case: field
seven = 7
print(f"{seven}")
# Prints: 7

# Case: two fields
# Stands with: string_literal
seven = 7
print(f"{seven}, {seven}")
# Prints: 7, 7

# Case: format
# Stands with: string_literal
seven = 7
print(f"{seven:03}")
# Prints: 007

# Case: nested format
seven = 7
print(f"{seven:{seven}}")
# Prints: 7

# Case: repr
seven = 7
print(f"{seven!r}")
# Prints: 7

# Case: str
seven = 7
print(f"{seven!s}")
# Prints: 7

# Case: ascii
seven = 7
print(f"{seven!a}")
# Prints: 7
