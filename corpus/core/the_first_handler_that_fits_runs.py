# Of several handlers the first that takes the exception runs, and no other.

def fail(kind):
    try:
        raise kind
    except ValueError:
        print(1)
    except KeyError:
        print(2)
    except ValueError:
        print(3)
    except:
        print(4)


fail(KeyError)
fail(ValueError)
fail(TypeError)
# prints: 2 1 4
