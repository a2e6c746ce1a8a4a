# The error for an attribute that an alias lacks, and the frames that it passed through, go when it has been handled.
# Needs: Python 3.12

class Token:
    def __del__(self):
        print("  let go")


type Alias = int


def ask():
    token = Token()
    Alias.nothing


try:
    ask()
except AttributeError as error:
    print(type(error).__name__)
print("after")
