# A lazy import and an awaiting statement stand in one program.
# Needs: Python 3.15

lazy import json.decoder as decoder


class Manager:
    async def __aenter__(self):
        return decoder.JSONDecoder().decode("[1]")

    async def __aexit__(self, *details):
        return None


async def main():
    async with Manager() as value:
        print(value)


try:
    main().send(None)
except StopIteration:
    print("done")
