# A StopIteration in the element or a condition comes out as it is: a comprehension doesn't run a generator.

def stop():
    raise StopIteration("stopped")


for make in (lambda: [stop() for _ in "a"], lambda: {1 for _ in "a" if stop()},
             lambda: {stop(): 1 for _ in "a"}, lambda: [1 for _ in "a" for _ in stop()],
             lambda: list(stop() for _ in "a")):
    try:
        make()
    except (StopIteration, RuntimeError) as error:
        print(type(error).__name__)
