# Stands with: string_literal
# Case: function
def seven():
    "Seven."
    return 7


show(seven(), has_docstring(seven))
# Prints: 7 1

# Case: class
# Stands with: string_literal, class_definition
class Box:
    "A box."


show(has_docstring(Box))
# Prints: 1

# Case: module
"A module."
print(__doc__)
# Prints: A module.
