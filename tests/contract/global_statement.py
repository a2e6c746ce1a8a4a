# Case: store
def set_up():
    global seven
    seven = 7


set_up()
print(seven)
# Prints: 7

# Case: definition
def set_up():
    global seven

    def seven():
        return 7


set_up()
print(seven())
# Prints: 7

# Case: delete
# Stands with: delete_statement
seven = 7


def clean():
    global seven
    del seven


clean()
try:
    seven
except:
    print(1)
# Prints: 1

# Case: read
# Stands with: class_definition
seven = 7


def make(seven):
    class Box:
        global seven
        seven = 8
        eight = seven

    return Box


make(1)
print(seven)
# Prints: 8
