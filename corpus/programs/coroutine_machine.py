"""State machines as generators: driven by send and throw, composed with yield from.

First a vending machine, then a protocol parser that eats a stream in any pieces,
then a small scheduler whose tasks talk through channels.
"""

from collections import deque
from functools import wraps


def primed(function):
    """Advance a fresh generator to its first yield, so that it can be sent to."""
    @wraps(function)
    def start(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator
    return start


# ------------------------------------------------------- a vending machine

class CoinReturn(Exception):
    pass


class PowerCut(Exception):
    pass


PRICES = {"tea": 120, "soup": 200, "gum": 50}


@primed
def vending_machine(log):
    """Send coins (numbers) and choices (names); what comes back is the display."""
    sold = {}
    display = "ready"
    try:
        while True:
            credit = 0
            while True:
                try:
                    event = yield display
                except CoinReturn:
                    display = f"returned {credit}"
                    break
                if isinstance(event, int):
                    credit += event
                    display = f"credit {credit}"
                elif event not in PRICES:
                    display = f"no {event}"
                elif PRICES[event] > credit:
                    display = f"{event} costs {PRICES[event]}"
                else:
                    change = credit - PRICES[event]
                    sold[event] = sold.get(event, 0) + 1
                    display = f"{event} and {change} change" if change else event
                    break
            log.append(display)
    except PowerCut as cut:
        log.append(f"power cut with {credit} inside")
        raise RuntimeError("out of order") from cut
    finally:
        log.append(f"sold {sold}")


def try_machine():
    log = []
    machine = vending_machine(log)
    for event in (100, "tea", 50, "tea", "cola", 20, CoinReturn, 50, "gum", CoinReturn(), 200):
        if isinstance(event, int) or isinstance(event, str):
            shown = machine.send(event)
        else:
            shown = machine.throw(event)
        print(f"  {getattr(event, '__name__', event)!r:14} -> {shown}")
    try:
        machine.throw(PowerCut())
    except RuntimeError as error:
        print("  ", error, "because of", repr(error.__cause__))
    try:
        machine.send(1)
    except StopIteration:
        print("   the machine is finished")
    closed = vending_machine(log)
    closed.send(10)
    closed.close()
    print("  ", log)


# ------------------------------------------------------ a streaming parser

class ProtocolError(Exception):
    pass


def read(count):
    """A part of the parser: wait for *count* characters.

    The buffer comes in by send and goes out as the value of `yield from`.
    """
    text = ""
    while len(text) < count:
        piece = yield count - len(text)
        if not piece:
            raise ProtocolError(f"the stream ended, {count - len(text)} missing")
        text += piece
    return text


def read_until(end):
    text = ""
    while (char := (yield from read(1))) != end:
        text += char
    return text


def value():
    """One value of a bencode-like format: i12e, 3:abc, l...e, d...e."""
    kind = yield from read(1)
    if kind == "i":
        return int((yield from read_until("e")))
    elif kind == "l":
        return (yield from members([]))
    elif kind == "d":
        flat = yield from members([])
        return dict(zip(flat[::2], flat[1::2]))
    elif kind == "e":
        return END
    elif kind.isdigit():
        return (yield from read(int(kind + (yield from read_until(":")))))
    raise ProtocolError(f"what is {kind!r}?")


END = object()


def members(found):
    while (item := (yield from value())) is not END:
        found.append(item)
    return found


def feed(parser, text, piece):
    """Drive *parser*, which asks for a number of characters, with pieces of *text*."""
    asked = []
    position = 0
    try:
        wanted = next(parser)
        while True:
            asked.append(wanted)
            size = min(wanted, piece)
            wanted = parser.send(text[position:position + size])
            position += size
    except StopIteration as stop:
        return stop.value, len(asked), text[position + size:]


def try_parser():
    text = "d4:name5:Alice3:agei42e4:tagsl1:a2:bcli-1eee4:noned0:0:eerest"
    for piece in (1, 3, 100):
        print("  ", *feed(value(), text, piece), sep=" | ")
    for bad in ("l1:a", "x", "i1x2e", "9:short"):
        try:
            feed(value(), bad, 2)
        except (ProtocolError, ValueError) as error:
            print(f"   {bad}: {type(error).__name__}: {error}")


# -------------------------------------------------------------- a scheduler

class Channel:
    def __init__(self, name):
        self.name = name
        self.items = deque()

    def put(self, item):
        self.items.append(item)
        yield self

    def get(self):
        while not self.items:
            yield self
        return self.items.popleft()


class Scheduler:
    """Round robin over generators; a task that raises ends alone."""

    def __init__(self):
        self.ready = deque()
        self.results = {}
        self.turns = 0

    def spawn(self, name, generator):
        self.ready.append((name, generator))

    def run(self, limit=200):
        while self.ready and self.turns < limit:
            self.turns += 1
            name, task = self.ready.popleft()
            try:
                next(task)
            except StopIteration as stop:
                self.results[name] = stop.value
            except Exception as error:
                self.results[name] = error
            else:
                self.ready.append((name, task))
        for name, task in self.ready:
            task.close()  # runs what the tasks have in finally
            self.results[name] = "closed"
        return self.results


def numbers(out, last):
    for n in range(2, last):
        yield from out.put(n)
    yield from out.put(None)
    return f"{last - 2} numbers"


def sieve(source, primes, scheduler):
    """A chain of filters, each for one prime, each started by the one before."""
    prime = yield from source.get()
    if prime is None:
        return "the end"
    primes.append(prime)
    target = Channel(f"not by {prime}")
    scheduler.spawn(target.name, sieve(target, primes, scheduler))
    while True:
        n = yield from source.get()
        if n is None or n % prime:
            yield from target.put(n)
        if n is None:
            return f"{prime} done"


def watchdog(log):
    ticks = 0
    try:
        while True:
            ticks += 1
            yield
    finally:
        log.append(f"watchdog stopped, ticks: {ticks > 10}")


def crashing():
    yield
    yield {}["nothing"]


def averager():
    """yield from passes send, throw and close through to the innermost generator."""
    results = []

    def one():
        total = count = 0
        while True:
            try:
                number = yield total / count if count else None
            except KeyError:
                total = count = 0
                continue
            if number is None:
                return total, count
            total, count = total + number, count + 1

    def outer():
        while True:
            results.append((yield from one()))

    middle = outer()
    shown = [next(middle)] + [middle.send(n) for n in (10, 20, None, 5)]
    shown.append(middle.throw(KeyError("reset")))
    shown += [middle.send(1), middle.send(2)]
    middle.close()
    return shown, results


def main():
    print("vending machine")
    try_machine()
    print("parser")
    try_parser()
    print("scheduler")
    scheduler, log, primes, start = Scheduler(), [], [], Channel("numbers")
    scheduler.spawn("numbers", numbers(start, 14))
    scheduler.spawn("sieve", sieve(start, primes, scheduler))
    scheduler.spawn("watchdog", watchdog(log))
    scheduler.spawn("crashing", crashing())
    for name, result in scheduler.run().items():
        print(f"   {name}: {result!r}")
    print("  ", primes, log, scheduler.turns)
    print("averager")
    print("  ", *averager())


if __name__ == "__main__":
    main()
