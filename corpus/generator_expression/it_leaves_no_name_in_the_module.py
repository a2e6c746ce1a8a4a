# Differs: while the statement runs, the function that stands for the generator is a global.

print(sorted(name for name in globals() if not name.startswith("__")))
