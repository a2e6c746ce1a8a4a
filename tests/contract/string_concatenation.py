# Stands with: string_literal
# Case: two
print("seven" "teen")
# Prints: seventeen
