# Stands with: pass_statement
# Case: taken
try:
    raise group(Problem(), Trouble())
except* Problem:
    print(1)
except* Trouble as trouble:
    show(size_of(trouble))
# Prints: 1 1

# Case: left
def left():
    try:
        raise group(Problem(), Trouble())
    except* Problem:
        print(1)


show(size_of(caught(left)))
# Prints: 1 1

# Case: no group
try:
    raise Problem
except* Problem as problem:
    show(size_of(problem))
# Prints: 1

# Case: raised
def raised():
    try:
        raise group(Problem(), Trouble())
    except* Problem:
        raise Trouble


show(size_of(caught(raised)))
# Prints: 2

# Case: several types
# Stands with: tuple_display
try:
    raise group(Problem(), Trouble())
except* (Problem, Trouble) as both:
    show(size_of(both))
# Prints: 2
