# `except` without a type takes whatever is raised, exceptions that are no Exception, too.

def fail(kind):
    try:
        try:
            raise kind
        except Exception:
            print(1)
    except:
        print(2)


fail(ValueError)
fail(BaseException)
fail(GeneratorExit)
fail(SystemExit)
# prints: 1 2 2 2
