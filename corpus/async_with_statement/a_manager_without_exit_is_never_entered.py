# Both methods are looked up before either is called.

class NoExit:
    def __aenter__(self):
        print("entered")


async def run():
    async with NoExit():
        print("in the suite")


try:
    run().send(None)
except Exception:
    print("refused")
