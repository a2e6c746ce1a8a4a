# After the statement nothing holds the manager, and once the target is bound nothing else holds its value.
# Plain: release

class Value:
    def __del__(self):
        print("value gone")


class Manager:
    def __enter__(self):
        return Value()

    def __exit__(self, *details):
        print("exit")

    def __del__(self):
        print("manager gone")


def without_target():
    with Manager():
        print("suite")
    print("after")


def with_target():
    with Manager() as value:
        print("suite")
        del value
        print("still in the suite")
    print("after")


without_target()
with_target()
