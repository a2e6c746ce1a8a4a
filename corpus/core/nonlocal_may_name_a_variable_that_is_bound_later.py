# The variable may be bound for the first time by the inner function, or be bound further down, and never be reached.

def outer():
    def bind():
        nonlocal later, never
        later = 1
        never = 2

    bind()
    print(later, never)
    later = 3
    print(later)
    return
    never = 4


outer()
# prints: 1 2 3
