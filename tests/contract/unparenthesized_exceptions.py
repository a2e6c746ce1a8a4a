# Case: two
try:
    raise Trouble
except Problem, Trouble:
    print(1)
# Prints: 1
