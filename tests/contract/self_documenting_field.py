# Stands with: formatted_string
# Case: field
seven = 7
print(f"{seven=}")
# Prints: seven=7
