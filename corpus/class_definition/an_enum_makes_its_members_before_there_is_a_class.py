# The members of an Enum are made by its methods while the class is; these may use super().

from enum import Enum


class Planet(float, Enum):
    def __new__(cls, value, label):
        member = super().__new__(cls, value)
        member._value_ = label
        return member

    def __init__(self, *arguments):
        super().__init__()
        print("made", self.name, self + 1, arguments)

    MERCURY = 1, "mercury"
    VENUS = SECOND = 2, "venus"

    def __str__(self):
        return f"{__class__.__name__} {super().__str__()}"


print([(planet.name, planet.value) for planet in Planet], Planet.SECOND)
