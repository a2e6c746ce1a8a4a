"""Server logs through a pipeline of generators: parse, filter, enrich, group, report.

Every stage takes an iterable and yields; nothing is read before it is asked for.
"""

import re
from collections import namedtuple
from contextlib import closing
from functools import partial, wraps
from itertools import chain, groupby, islice, tee

Request = namedtuple("Request", "time host method path status size", defaults=[0])

LINE = re.compile(r'(\d\d:\d\d:\d\d) (\S+) "(\w+) (\S+)" (\d{3})(?: (\d+|-))?')

MORNING = """\
08:00:01 ada "GET /" 200 5120
08:00:02 bob "GET /style.css" 200 800
08:00:02 ada "GET /style.css" 304 -
this is noise
08:00:05 eve "GET /admin" 403 120
08:00:05 eve "GET /admin?x=1" 403 120
08:00:06 eve "POST /admin" 500
08:00:09 ada "GET /big.iso" 200 73400320
"""

EVENING = """\
20:15:00 bob "GET /" 200 5120
20:15:07 bob "DELETE /photos/7" 204 0

20:16:00 cyd "GET /missing" 404 300
20:16:01 cyd "PUT /photos/8" 201 4096
"""


class Pipeline:
    """Stages joined with `|`; running it is iterating over it."""

    def __init__(self, *stages):
        self.stages = stages

    def __or__(self, stage):
        return Pipeline(*self.stages, stage)

    def __ror__(self, source):
        for stage in self.stages:
            source = stage(source)
        return source


def stage(function):
    """Make *function*(items, *args) usable as `source | stage(*args)`."""
    @wraps(function)
    def with_arguments(*args, **kwargs):
        return Pipeline(lambda items: function(items, *args, **kwargs))
    return with_arguments


def lines(name, text):
    """Yield the lines of a 'file', and say when it is opened and closed."""
    print(f"  (open {name})")
    try:
        yield from text.splitlines()
    finally:
        print(f"  (close {name})")


@stage
def parse(texts, errors):
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        match = LINE.match(text)
        if match is None:
            errors.append((number, text))
            continue
        *words, status, size = match.groups()
        yield Request(*words, int(status), *([int(size)] if size and size != "-" else ()))


@stage
def where(items, test=None, **wanted):
    """Keep items whose fields have the *wanted* values, and which pass *test*."""
    for item in items:
        if all(getattr(item, key) == value for key, value in wanted.items()) and (test is None or test(item)):
            yield item


@stage
def mapped(items, function):
    return map(function, items)


@stage
def first(items, count):
    yield from islice(items, count)


@stage
def until(items, test):
    """Yield up to the first item for which *test* holds; its generator's value is how many came."""
    count = 0
    for count, item in enumerate(items, 1):
        if test(item):
            return count - 1
        yield item
    return count


@stage
def pairs(items):
    """Each item with the one after it."""
    ahead, behind = tee(items)
    next(ahead, None)
    return zip(behind, ahead)


@stage
def sessions(items, gap=60):
    """Lists of requests with no more than *gap* seconds between them."""
    session, last = [], None
    for item in items:
        now = seconds(item.time)
        if last is not None and now - last > gap:
            yield session
            session = []
        session.append(item)
        last = now
    if session:
        yield session


def seconds(clock):
    hours, minutes, rest = map(int, clock.split(":"))
    return (hours * 60 + minutes) * 60 + rest


def size_of(count):
    for unit in "B", "kB", "MB":
        if count < 1024:
            break
        count /= 1024
    else:
        unit = "GB"
    return f"{count:.3g} {unit}"


def running_average():
    """A generator that is fed with send(): gives the average so far."""
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return {"count": count, "average": average}
        total += value
        count += 1
        average = total / count


def report(table, *, key, value, title):
    print(f"{title}:")
    for name, group in groupby(sorted(table, key=key), key):
        rows = list(group)
        print(f"  {name!s:8}{len(rows):3}  {value(rows)}")


def main():
    errors = []
    source = chain(lines("morning", MORNING), lines("evening", EVENING))
    requests = list(source | parse(errors))
    print(len(requests), "requests,", len(errors), "bad lines:", *errors)

    total = lambda rows: size_of(sum(row.size for row in rows))
    report(requests, key=lambda r: r.host, value=total, title="by host")
    report(requests, key=lambda r: f"{r.status // 100}xx", value=lambda rows: sorted({r.path for r in rows}),
           title="by status")

    print("lazy: two good requests, and no more is read")
    reader = lines("morning", MORNING)
    with closing(reader):
        for request in reader | parse([]) | where(status=200) | first(2):
            print("  ", request.host, request.path)

    print("posts:", *(requests | where(method="POST")))
    slow = where(lambda r: r.size > 1000, method="GET")
    print("large:", [f"{r.path} {size_of(r.size)}" for r in requests | slow])
    print("gaps:", [seconds(b.time) - seconds(a.time) for a, b in requests | pairs()])
    print("sessions:", [(s[0].time, len(s)) for s in requests | sessions()])
    print("upper:", *(requests | where(host="cyd") | mapped(lambda r: r._replace(host=r.host.upper())[:2])))

    def counted(stream):
        """`yield from` hands the value of the inner generator on."""
        count = yield from stream
        yield f"... {count} before the first error"

    for item in counted(requests | until(lambda r: r.status >= 400)):
        print("  ", item if isinstance(item, str) else item.path)

    averages = running_average()
    next(averages)
    print("averages:", [f"{averages.send(r.size):.0f}" for r in requests[:3]])
    try:
        averages.send(None)
    except StopIteration as stop:
        print("final:", stop.value)

    by_method = {}
    for request in requests:
        by_method.setdefault(request.method, []).append(request.status)
    print({method: statuses for method, statuses in by_method.items() if len(statuses) < 3})
    shout = partial(print, "  !", sep="")
    for host in dict.fromkeys(r.host for r in requests if r.status in (403, 500)):
        shout(host)


if __name__ == "__main__":
    main()
