# A generator of a function that `types.coroutine` has marked can be awaited; another generator cannot.

import types


@types.coroutine
def marked():
    answer = yield "question"
    return answer


def unmarked():
    yield "never"


async def asks():
    print("answer", await marked())
    try:
        await unmarked()
    except TypeError as error:
        print(type(error).__name__)


steps = asks()
print(steps.send(None))
try:
    steps.send(42)
except StopIteration:
    print("done")
