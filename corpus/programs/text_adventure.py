"""A text adventure, played by a script: rooms, things, a parser for commands, and one way to win."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from textwrap import fill
from typing import Dict, Iterator, List, Optional


class Direction(enum.Enum):
    NORTH = ("north", (0, 1))
    SOUTH = ("south", (0, -1))
    EAST = ("east", (1, 0))
    WEST = ("west", (-1, 0))

    def __init__(self, word: str, step: tuple) -> None:
        self.word = word
        self.step = step

    @property
    def opposite(self) -> Direction:
        x, y = self.step
        return next(d for d in Direction if d.step == (-x, -y))

    @classmethod
    def named(cls, word: str) -> Optional[Direction]:
        """`n` and `nor` are as good as `north`."""
        for direction in cls:
            if word and direction.word.startswith(word):
                return direction
        return None


class Trait(enum.Flag):
    NONE = 0
    PORTABLE = enum.auto()
    LIT = enum.auto()
    EDIBLE = enum.auto()


@dataclass(frozen=True)
class Thing:
    name: str
    description: str = "Nothing special."
    traits: Trait = Trait.NONE

    def __str__(self) -> str:
        return self.name + (" (burning)" if Trait.LIT in self.traits else "")


@dataclass
class Room:
    name: str
    description: str
    dark: bool = False
    things: List[Thing] = field(default_factory=list)
    exits: Dict[Direction, Room] = field(default_factory=dict, repr=False)
    locked: Dict[Direction, str] = field(default_factory=dict, repr=False)

    def connect(self, direction: Direction, other: Room, *, key: str = "") -> None:
        self.exits[direction] = other
        other.exits[direction.opposite] = self
        if key:
            self.locked[direction] = key


class Refused(Exception):
    """A command that can't be done; the message is for the player."""


class GameOver(Exception):
    def __init__(self, won: bool, score: int) -> None:
        super().__init__("You win!" if won else "You have left the game.")
        self.won, self.score = won, score


# Every method with this mark is a command; its words are the player's.
def command(*words: str):
    def mark(function):
        function.words = words
        return function
    return mark


class Game:
    def __init__(self, start: Room) -> None:
        self.room = start
        self.inventory: List[Thing] = []
        self.turns = self.score = 0
        self.visited: List[str] = []
        self.commands = {
            word: getattr(self, name)
            for name in dir(type(self))
            for word in getattr(getattr(type(self), name), "words", ())
        }

    # ---------------------------------------------------------- helpers

    @property
    def has_light(self) -> bool:
        return not self.room.dark or any(Trait.LIT in thing.traits for thing in self.inventory)

    def find(self, name: str, *places: List[Thing]) -> Thing:
        if not name:
            raise Refused("What?")
        for place in places or (self.inventory, self.room.things):
            for thing in place:
                if thing.name == name or thing.name.split()[-1] == name:
                    return thing
        raise Refused(f"There is no {name} here.")

    def do(self, line: str) -> Iterator[str]:
        """Yield what the player reads after *line*."""
        verb, _, rest = line.lower().partition(" ")
        self.turns += 1
        if (direction := Direction.named(verb)) and not rest:
            verb, rest = "go", direction.word
        try:
            action = self.commands[verb]
        except KeyError:
            yield f"I don't know how to {verb}."
            return
        try:
            yield from action(rest) or ["Done."]
        except Refused as refusal:
            yield str(refusal)

    # --------------------------------------------------------- commands

    @command("look", "l")
    def look(self, _rest: str = ""):
        if not self.has_light:
            yield "It is pitch dark."
            return
        yield f"** {self.room.name} **"
        if self.room.name not in self.visited:
            self.visited.append(self.room.name)
            self.score += 5
            yield fill(self.room.description, 60)
        if self.room.things:
            yield "You see: " + ", ".join(map(str, self.room.things)) + "."
        ways = [d.word + ("*" if d in self.room.locked else "") for d in Direction if d in self.room.exits]
        yield "Ways: " + ", ".join(ways) + "."

    @command("go", "walk")
    def go(self, where: str):
        direction = Direction.named(where)
        if direction is None or direction not in self.room.exits:
            raise Refused("There is no way.")
        if direction in self.room.locked:
            raise Refused(f"Locked. You'd need the {self.room.locked[direction]}.")
        self.room = self.room.exits[direction]
        yield from self.look()

    @command("take", "get")
    def take(self, name: str):
        if name == "all":
            taken = [thing for thing in self.room.things if Trait.PORTABLE in thing.traits]
            if not taken:
                raise Refused("There is nothing to take.")
            for thing in taken:
                yield from self.take(thing.name)
            return
        thing = self.find(name, self.room.things)
        if Trait.PORTABLE not in thing.traits:
            raise Refused(f"The {thing} doesn't move.")
        self.room.things.remove(thing)
        self.inventory.append(thing)
        yield f"Taken: {thing}."
        if thing.name == "crown":
            raise GameOver(True, self.score + 50)

    @command("drop")
    def drop(self, name: str):
        thing = self.find(name, self.inventory)
        del self.inventory[self.inventory.index(thing)]
        self.room.things += [thing]

    @command("examine", "x")
    def examine(self, name: str):
        return [self.find(name).description]

    @command("light")
    def light(self, name: str):
        thing = self.find(name, self.inventory)
        if "lamp" not in thing.name:
            return ["It doesn't burn."]
        elif Trait.LIT in thing.traits:
            return ["It burns already."]
        lit = replace(thing, traits=thing.traits | Trait.LIT)
        self.inventory[self.inventory.index(thing)] = lit

    @command("eat")
    def eat(self, name: str):
        thing = self.find(name)
        if not thing.traits & Trait.EDIBLE:
            raise Refused(f"Not the {thing}!")
        try:
            self.inventory.remove(thing)
        except ValueError:
            self.room.things.remove(thing)
        self.score += 1
        return ["Delicious."]

    @command("unlock", "open")
    def unlock(self, where: str):
        for direction, key in list(self.room.locked.items()):
            if direction is Direction.named(where):
                self.find(key, self.inventory)
                del self.room.locked[direction]
                return [f"You turn the {key}. Click."]
        else:
            raise Refused("Nothing to unlock there.")

    @command("inventory", "i")
    def list_inventory(self, _rest: str):
        return [f"You carry {', '.join(map(str, self.inventory)) or 'nothing'}."]

    @command("quit", "q")
    def quit(self, _rest: str):
        raise GameOver(False, self.score)


def build() -> Room:
    hall = Room("Hall", (
        "A wide hall. Dust dances in the light of the only window, "
        "and somewhere water drips."
    ))
    cellar = Room("Cellar", "Barrels, all empty. It smells of old wine.", dark=True)
    garden = Room("Garden", "Apple trees, long gone wild.")
    vault = Room("Vault", "A small room of stone.")
    hall.things += [Thing("brass lamp", "It could be lit.", Trait.PORTABLE), Thing("statue", "A stern lady.")]
    garden.things.append(Thing("apple", "Red and round.", Trait.PORTABLE | Trait.EDIBLE))
    cellar.things.append(Thing("iron key", traits=Trait.PORTABLE))
    vault.things.append(Thing("crown", "Gold!", Trait.PORTABLE))
    hall.connect(Direction.WEST, garden)
    hall.connect(Direction.SOUTH, cellar)
    hall.connect(Direction.EAST, vault, key="iron key")
    return hall


SCRIPT = """
look; take statue; x statue; take; take lamp; dance; go up; w; get all; get all; eat apple; eat lamp
e; e; s; take key; light lamp; light lamp; look; take key; i; n; drop lamp; look; unlock north
open east; e; take crown; look
"""


def main() -> None:
    game = Game(build())
    script = (line.strip() for row in SCRIPT.strip().splitlines() for line in row.split(";"))
    try:
        for line in script:
            print("\n>", line)
            for text in game.do(line):
                print(text)
    except GameOver as end:
        print(f"{end} {end.score} points in {game.turns} turns.")
    else:
        print("The script ended first.")
    finally:
        print("unread:", list(script), "| visited:", " -> ".join(game.visited))
    try:
        Thing("rock").name = "stone"
    except AttributeError as error:
        print(type(error).__name__, "-", error)


if __name__ == "__main__":
    main()
