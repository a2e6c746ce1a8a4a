# What can't be iterated is a TypeError, before the object is asked.
# Needs: Python 3.11
# Hosts before Python 3.9 lack the words for it.

class Table:
    def __getitem__(self, key):
        print("no")


for key in (5, None):
    try:
        Table()[*key]
    except TypeError as error:
        print(error)
    try:
        Table()[1, *key] = 2
    except TypeError as error:
        print(error)
