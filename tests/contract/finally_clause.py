# Case: normal
try:
    print(1)
finally:
    print(2)
# Prints: 1 2

# Case: raised
try:
    try:
        raise Problem
    finally:
        print(1)
except Problem:
    print(2)
# Prints: 1 2

# Case: handled
try:
    raise Problem
except Problem:
    print(1)
finally:
    print(2)
# Prints: 1 2
