# Runs the programs of this bundle inside the interpreter that runs this, and says which constructs it gets wrong: for boards
# on which nothing starts one program after the other.  README.txt says more.
#
# It becomes run.py in the ten constructs.  It has no operators, no subscriptions and no strange letters, so that it needs no
# module: whether two texts are the same, a dict knows.

FOLDER = "."
MOST = 2147483647  # bytes of a program: a longer one is not run


def same(one, other):
    return dict([(one, True)]).get(other, False)


def contents(path):
    file = open(path)
    text = file.read()
    file.close()
    return text


def program(path):
    # The program at `path` without the shim, which stands above this and has done its work: once is enough.
    return contents(path).replace(contents("/".join([FOLDER, "shim.py"])), "")


def does(path, expected, ends):
    # Whether the program at `path` prints what is expected, and ends as it should.
    said = []

    def tell(*values, sep=" ", end="\n", file=None, flush=False):
        said.append(sep.join(map(str, values)))
        said.append(end)

    ended = "well"
    try:
        exec(program(path), dict(__name__="__main__", print=tell))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        ended = type(error).__name__
    return same("".join(said), expected) and same(ended, ends)


def tried(folder, form, size, expected, ends):
    # What one form of a program shows: "right", "wrong", or "long" if it is not run.
    if same(str(min(int(size), 0)), size):
        return "long"
    if same(str(min(int(size), MOST)), size):
        return "right" if does("/".join([folder, form]), expected, ends) else "wrong"
    return "long"


def verdict(name, construct, ends, original, own, core, *rest):
    # What is to be said of a program.
    folder = "/".join([FOLDER, "programs", name])
    expected = contents("/".join([folder, "expected.txt"]))
    found = tried(folder, "original.py", original, expected, ends)
    if same(found, "wrong"):
        if same(tried(folder, "own.py", own, expected, ends), "right"):
            return " ".join(["construct", construct])
        found = tried(folder, "core.py", core, expected, ends)
        return dict(right="construct", wrong="core", long="wrong").get(found)
    return found


def main():
    right = list()
    long = list()
    wrong = list()

    def told(line):
        found = verdict(*line.split())
        dict(right=right, long=long).get(found, wrong).append(line)
        if dict(right=0, long=0).get(found, 1):
            print(": ".join([next(iter(line.split())), found]))

    try:
        lines = contents("/".join([FOLDER, "list.txt"])).split("\n")
    except OSError:
        print("there is no list.txt in", FOLDER, "(edit FOLDER, or start this where the bundle is)")
        return
    list(map(told, filter(len, lines)))
    count = sum([len(right), len(wrong)])
    print(len(right), "of", count, "programs are right,", len(long), "are too long")


main()
