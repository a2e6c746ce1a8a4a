# break is no exception: neither a bare except nor __exit__ notices one.

class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", *details)


for n in range(3):
    try:
        with Manager():
            break
    except:
        print("never")
    else:
        print("never either")
print("left at", n)
