"""A supermarket with a few tills, simulated event by event.

Events lie in a heap ordered by time; equal times are taken in the order in
which they were scheduled, so a run is the same everywhere.
"""

import heapq
import itertools
from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Callable, Deque, Dict, List, Optional


class Random:
    """A linear congruential generator (the constants are Knuth's MMIX)."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def __call__(self) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return self.state >> 33

    def between(self, low: int, high: int) -> int:
        return low + self() % (high - low + 1)


class Kind(Enum):
    ARRIVE = auto()
    START = auto()
    DONE = auto()
    BREAK = auto()


@dataclass(order=True)
class Event:
    time: int
    number: int
    kind: Kind = field(compare=False)
    action: Callable[[], None] = field(compare=False, repr=False)


@dataclass
class Customer:
    name: str
    items: int
    arrived: int
    started: Optional[int] = None
    finished: Optional[int] = None

    @property
    def waited(self) -> int:
        assert self.started is not None, f"{self.name} is still waiting"
        return self.started - self.arrived


class Till:
    def __init__(self, number: int, speed: int) -> None:
        self.number = number
        self.speed = speed
        self.queue: Deque[Customer] = deque()
        self.serving: Optional[Customer] = None
        self.on_break = False
        self.busy = 0

    def __len__(self) -> int:
        """How many stand here, the one being served included."""
        return len(self.queue) + (self.serving is not None)

    def __bool__(self) -> bool:  # else an empty till would be false
        return True

    def __repr__(self) -> str:
        return f"till {self.number}"


class Shop:
    def __init__(self, speeds: List[int], seed: int) -> None:
        self.now = 0
        self.random = Random(seed)
        self.tills = [Till(number, speed) for number, speed in enumerate(speeds, 1)]
        self.counter = itertools.count()
        self.heap: List[Event] = []
        self.served: List[Customer] = []
        self.lost = 0
        self.kinds: Dict[Kind, int] = defaultdict(int)

    def after(self, delay: int, kind: Kind, action: Callable[[], None]) -> Event:
        event = Event(self.now + delay, next(self.counter), kind, action)
        heapq.heappush(self.heap, event)
        return event

    def log(self, text: str) -> None:
        # only the start is interesting to read
        if self.now < 40:
            print(f"{self.now:4d}  {text}")

    def run(self, until: int) -> None:
        while self.heap:
            event = heapq.heappop(self.heap)
            if event.time > until and event.kind is Kind.ARRIVE:
                continue  # the doors are closed, those inside are served
            self.now = event.time
            self.kinds[event.kind] += 1
            event.action()

    # ------------------------------------------------------------ events

    def arrivals(self) -> None:
        names = (f"c{n}" for n in itertools.count(1))

        def arrive() -> None:
            customer = Customer(next(names), self.random.between(1, 15), self.now)
            open_tills = [till for till in self.tills if not till.on_break]
            till = min(open_tills, key=lambda t: (len(t), t.number), default=None)
            if till is None or len(till) > 4:
                self.lost += 1
                self.log(f"{customer.name} leaves at once")
            else:
                self.log(f"{customer.name} with {customer.items} items goes to {till!r}")
                till.queue.append(customer)
                if till.serving is None:
                    self.serve(till)
            self.after(self.random.between(1, 9), Kind.ARRIVE, arrive)

        self.after(0, Kind.ARRIVE, arrive)

    def serve(self, till: Till) -> None:
        if till.on_break or till.serving or not till.queue:
            return
        customer = till.serving = till.queue.popleft()
        customer.started = self.now
        duration = 2 + customer.items * till.speed
        till.busy += duration
        self.kinds[Kind.START] += 1
        self.after(duration, Kind.DONE, lambda: self.finish(till, customer))

    def finish(self, till: Till, customer: Customer) -> None:
        customer.finished = self.now
        till.serving = None
        self.served.append(customer)
        self.log(f"{customer.name} leaves {till!r} after waiting {customer.waited}")
        self.serve(till)

    def take_break(self, till: Till, length: int) -> None:
        def back() -> None:
            till.on_break = False
            self.log(f"{till!r} opens again")
            self.serve(till)

        till.on_break = True
        self.log(f"{till!r} closes for {length}")
        self.after(length, Kind.BREAK, back)


def histogram(numbers: List[int], width: int = 10) -> None:
    groups: Dict[int, int] = defaultdict(int)
    for number in numbers:
        groups[number // width] += 1
    for group in range(max(groups) + 1):
        count = groups.get(group, 0)
        print(f"{group * width:3d}-{group * width + width - 1:<3d} {'#' * count} {count}")


def main() -> None:
    shop = Shop(speeds=[1, 2, 2], seed=2024)
    shop.arrivals()
    for delay, till in zip((12, 150), shop.tills):
        # the default binds the till of this turn; a bare closure would see the last
        shop.after(delay, Kind.BREAK, lambda till=till: shop.take_break(till, 20))
    shop.run(until=600)

    waits = [customer.waited for customer in shop.served]
    print(f"\n{len(waits)} served until {shop.now}, {shop.lost} lost")
    print(f"waited {sum(waits) / len(waits):.2f} on average, {max(waits)} at most")
    *_, slowest = sorted(shop.served, key=lambda c: (c.waited, c.name))
    print("longest wait:", slowest)
    histogram(waits)
    for till in shop.tills:
        print(f"{till!r}: busy {till.busy / shop.now:.1%}")
    print({kind.name: shop.kinds[kind] for kind in Kind})


if __name__ == "__main__":
    main()
