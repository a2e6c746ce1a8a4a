# The object and the index of the target are let go when the result is stored.
# Plain: release

class Table:
    def __getitem__(self, key):
        return 1

    def __setitem__(self, key, value):
        print("store", value)

    def __del__(self):
        print("let go")


def function():
    Table()[0] += 1
    print("next statement")


function()
