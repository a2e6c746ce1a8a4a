# Case: instances
try:
    raise Problem() from Trouble()
except Problem as problem:
    show(has_cause(problem))
# Prints: 1,1

# Case: classes
try:
    raise Problem from Trouble
except Problem as problem:
    show(has_cause(problem))
# Prints: 1,1

# Case: None
try:
    raise Problem from none
except Problem as problem:
    show(has_cause(problem))
# Prints: 0,1

# Case: no exception
try:
    raise Problem from 7
except TypeError:
    print(1)
# Prints: 1
