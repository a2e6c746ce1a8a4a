"""Producers and consumers on asyncio: queues, tasks, cancellation, async generators.

Nothing here waits for the clock; `sleep(0)` only lets the others run, so the
order of events is asyncio's own and the same on every run.
"""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager

LOG = []


def log(*words):
    LOG.append(" ".join(map(str, words)))


def flush(title):
    print(f"-- {title}")
    for line in LOG:
        print("  ", line)
    LOG.clear()


class BadOrder(Exception):
    pass


class Tool:
    """A tool that only one worker may hold."""

    def __init__(self, name):
        self.name = name
        self.lock = asyncio.Lock()
        self.uses = 0

    async def __aenter__(self):
        await self.lock.acquire()
        self.uses += 1
        return self

    async def __aexit__(self, kind, error, traceback):
        self.lock.release()
        if kind is BadOrder:
            log(f"{self.name}: put back after {error}")
        return False


class Countdown:
    """An asynchronous iterator, written out."""

    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        self.left -= 1
        return self.left + 1


async def orders(names):
    """An asynchronous generator with something to clean up."""
    try:
        for number, name in enumerate(names, 1):
            await asyncio.sleep(0)
            yield number, name
    finally:
        log("order book closed")


async def producer(queue, names, consumers):
    async for number, name in orders(names):
        await queue.put((number, name))
        log("ordered", name)
    for _ in range(consumers):
        await queue.put(None)


async def consumer(who, queue, tool, results):
    done = 0
    while True:
        order = await queue.get()
        if order is None:
            break
        number, name = order
        try:
            async with tool:
                await asyncio.sleep(0)
                if name.startswith("?"):
                    raise BadOrder(name)
                results[name] += number
        except BadOrder as error:
            log(who, "refuses", error)
            continue
        else:
            done += 1
        finally:
            queue.task_done()
        log(who, "made", name)
        await asyncio.sleep(0)  # a rest, so that the other gets one too
    return who, done


async def workshop():
    queue = asyncio.Queue(maxsize=2)
    hammer, results = Tool("hammer"), Counter()
    names = ["chair", "table", "?", "stool", "chair", "?bench", "shelf"]
    _, *workers = await asyncio.gather(
        producer(queue, names, 2),
        consumer("ann", queue, hammer, results),
        consumer("bob", queue, hammer, results),
    )
    flush("workshop")
    print(sorted(results.items()), workers, "hammer used", hammer.uses)


@asynccontextmanager
async def announced(name):
    log("open", name)
    try:
        yield name.upper()
    except ValueError as error:
        log(name, "swallows", repr(error))
    finally:
        log("close", name)


async def contexts():
    async with announced("first") as a, announced("second") as b:
        log(a, b)
    async with announced("third"):
        raise ValueError("never mind")
    flush("contexts")


async def comprehensions():
    squares = [n * n async for n in Countdown(5)]
    odd = {n async for n in Countdown(6) if n % 2}
    named = {n: await identity(str(n)) async for n in Countdown(3)}
    late = (n + 1 async for n in Countdown(3))
    print("-- comprehensions")
    print(squares, sorted(odd), named, [n async for n in late], [await identity(n) for n in range(3)])
    async for n in Countdown(9):
        if n < 7:
            print("left the loop at", n)
            break
    else:
        print("never printed")


async def identity(value):
    await asyncio.sleep(0)
    return value


async def stubborn(name, turns):
    try:
        for turn in range(turns):
            log(name, turn)
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        log(name, "cancelled")
        raise
    else:
        return f"{name} finished"


async def cancellation():
    tasks = [asyncio.ensure_future(stubborn(name, turns)) for name, turns in (("a", 2), ("b", 100))]
    for _ in range(4):
        await asyncio.sleep(0)
    tasks[1].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    flush("cancellation")
    for result in results:
        print(result if isinstance(result, str) else type(result).__name__)


async def failing(after):
    for _ in range(after):
        await asyncio.sleep(0)
    raise BadOrder(f"failed after {after}")


async def failures():
    print("-- failures")
    results = await asyncio.gather(failing(3), identity("fine"), failing(1), return_exceptions=True)
    print(results)
    try:
        await asyncio.gather(failing(1), identity("lost"))
    except BadOrder as error:
        print("first failure:", error)
    try:
        await asyncio.wait_for(asyncio.Event().wait(), timeout=0)
    except asyncio.TimeoutError:
        print("timed out")
    event = asyncio.Event()
    waiter = asyncio.ensure_future(event.wait())
    await asyncio.sleep(0)
    event.set()
    print("waited:", await waiter)


async def main():
    for part in (workshop, contexts, comprehensions, cancellation, failures):
        await part()
    return "workshop closed"


if __name__ == "__main__":
    print(asyncio.run(main()))
