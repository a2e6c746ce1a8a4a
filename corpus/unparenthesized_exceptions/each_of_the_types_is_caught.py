# Without parentheses, too, several types are a tuple of them.
# Needs: Python 3.14

def handled(error):
    try:
        raise error
    except ValueError, KeyError:
        return "one"
    except TypeError, OSError, EOFError:
        return "two"
    except LookupError:
        return "three"
    finally:
        print("finally")


print([handled(error()) for error in (ValueError, KeyError, IndexError, TypeError, OSError, EOFError)])
