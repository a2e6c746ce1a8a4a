# In a format specification, too.
width = 5
print(f"{1:\N{DIGIT ZERO}>3}", f"{1:\N{HYPHEN-MINUS}^{width}}|\N{DIGIT ONE}")  # not \N{DIGIT TWO}
print("\N{DIGIT THREE}", rf"\N{width}")
