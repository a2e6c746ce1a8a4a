# The hook for the first iteration is called once for each asynchronous generator, with it, before its body begins.
import asyncio
import sys


async def numbers():
    print("begun")
    try:
        yield 1
        yield 2
    finally:
        print("closed")


def first(generator):
    print("first iteration")
    kept.append(generator)


def run(step):
    try:
        step.send(None)
    except StopIteration as stop:
        return stop.value


kept = []
before = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(firstiter=first)
one = numbers()
print(run(one.__anext__()), run(one.__anext__()), kept[0] is one, len(kept))
run(one.aclose())
sys.set_asyncgen_hooks(*before)


async def main():
    global left
    left = numbers()
    print(await left.__anext__())


asyncio.run(main())
print("end")
