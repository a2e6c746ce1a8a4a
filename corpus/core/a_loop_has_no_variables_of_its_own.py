# What one turn of a loop binds is there in the next turn, in loops inside, and after the loop.

def function(again, known, later):
    while again:
        while known:
            print(first, made())
            first = 3
            known = 0
        again = later
        known = later
        while later:
            first = 1
            later = 0

        def made():
            return 2

    print(first, made(), again, known, later)


function(1, 0, 1)
# prints: 1 2 3 2 0 0 0
