# Differs: CPython lets go of what a pattern has fetched when it fails; the core, when the next fetches or a suite runs.

class Item:
    def __eq__(self, other):
        return False

    def __del__(self):
        print("let go")


class Box:
    @property
    def item(self):
        return Item()


def asked():
    print("guard")
    return True


match Box():
    case Box(item=1):
        print("never")
    case _ if asked():
        print("suite")
