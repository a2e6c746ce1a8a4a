# continue in a with exits the manager with three Nones, once a turn.

class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, *details):
        print("exit", *details)
        return True


for n in range(2):
    with Manager():
        if not n:
            continue
        print("only in the second turn")
