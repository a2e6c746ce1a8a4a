# Only the iterator's own StopIteration ends the loop; one from the target or the suite goes through.

class Box:
    def __setattr__(self, name, value):
        raise StopIteration(value)


def in_the_target():
    for Box().x in "ab":
        print("never")
    else:
        print("never")


def in_the_suite():
    for n in "cd":
        next(iter(()))


for function in (in_the_target, in_the_suite):
    try:
        function()
    except StopIteration as error:
        print(function.__name__, error.args)
