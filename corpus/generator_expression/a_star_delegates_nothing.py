# What is sent to the generator, or thrown into it, does not reach what is unpacked.
# Needs: Python 3.15

def items():
    try:
        print("received", (yield 1))
        yield 2
    except ValueError:
        print("no")
    finally:
        print("closed")


generator = (*i for i in [items()])
print(next(generator), generator.send("sent"))
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(error)

generator = (*i for i in [5])
try:
    next(generator)
except TypeError as error:
    print(error)
