# Of several statements around it, the innermost one with a handler that fits takes an exception, and the others go on.

def function(kind):
    try:
        try:
            raise kind
        except KeyError:
            print(1)
        print(2)
    except KeyError:
        print(9)
    except ValueError:
        print(3)
    print(4)


function(KeyError)
try:
    function(ValueError)
    function(TypeError)
except ValueError:
    print(8)
except:
    print(5)
# prints: 1 2 4 3 4 5
