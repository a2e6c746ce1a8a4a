# Case: global
seven = 7
del seven
try:
    seven
except:
    print(1)
# Prints: 1

# Case: local
def clean():
    seven = 7
    del seven
    try:
        seven
    except:
        print(1)


clean()
# Prints: 1

# Case: variable around
def clean():
    seven = 7

    def inside():
        return seven

    print(inside())
    del seven
    try:
        inside()
    except:
        print(1)


clean()
# Prints: 7 1
