# Where a module looks at its names, what a comprehension gives is there for all clauses that need it.

try:
    print("tried")
finally:
    match [n for n in (1, 2)]:
        case 2:
            print("two")
        case [n]:
            print("one", n)

print("n" in globals())
