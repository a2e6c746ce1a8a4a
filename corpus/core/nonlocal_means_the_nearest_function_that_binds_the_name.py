# `nonlocal` goes to the nearest function around that binds the name, which may be two away.

def outer():
    number = 1
    far = 1

    def middle():
        number = 2

        def reads():
            def inner():
                nonlocal number
                nonlocal far
                number = 3
                far = 4

            inner()
            return far

        print(reads())
        print(number, far)

    middle()
    print(number, far)


outer()
# prints: 4 3 4 1 4
