# inspect tells coroutine functions, asynchronous generators, generators and functions apart.
# Plain: kinds
# Plain: frames, in the core

import collections.abc
import inspect


def plain(): return 1
def generator(): yield 1
async def coroutine(): return 1
async def asynchronous(): yield 1


class C:
    async def method(self): pass

    @staticmethod
    async def static(): pass


later = lambda: coroutine()
for function in (plain, generator, coroutine, asynchronous, C().method, C.static, later):
    print(function.__name__, inspect.isgeneratorfunction(function),
          inspect.iscoroutinefunction(function), inspect.isasyncgenfunction(function))
made = coroutine()
print(inspect.isawaitable(made), inspect.iscoroutine(made), isinstance(made, collections.abc.Coroutine))
print(isinstance(made, collections.abc.Iterable), inspect.isasyncgen(asynchronous()))
made.close()
