# The target is bound inside: when that fails, the manager is exited with the exception.

class Pair:
    def __enter__(self):
        return 1, 2, 3

    def __exit__(self, kind, error, traceback):
        print("exit", kind.__name__)


try:
    with Pair() as (a, b):
        print("never")
except ValueError:
    print("refused")
