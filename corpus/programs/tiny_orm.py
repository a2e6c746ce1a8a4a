"""A tiny object-relational mapper: descriptors for columns, a metaclass for tables, queries as objects.

The "database" is a dict of lists in memory.
"""

from collections import OrderedDict
from itertools import count
from operator import eq, ge, gt, le, lt, ne

SYMBOLS = {eq: "=", ne: "<>", lt: "<", le: "<=", gt: ">", ge: ">="}


class ValidationError(ValueError):
    pass


class Condition:
    """A test of rows that can also be written down."""

    def __init__(self, text, test):
        self.text, self.test = text, test

    def __and__(self, other):
        return Condition(f"({self.text} AND {other.text})", lambda row: self.test(row) and other.test(row))

    def __or__(self, other):
        return Condition(f"({self.text} OR {other.text})", lambda row: self.test(row) or other.test(row))

    def __invert__(self):
        return Condition(f"NOT {self.text}", lambda row: not self.test(row))


class Column:
    """A data descriptor: on an instance a value, on the class something to build conditions from."""

    kind = object
    _order = count()

    def __init__(self, *, default=None, null=False, unique=False):
        self.default, self.null, self.unique = default, null, unique
        self.order = next(Column._order)
        self.name = self.owner = None

    def __set_name__(self, owner, name):
        self.owner, self.name = owner, name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if value is None:
            if not self.null:
                raise ValidationError(f"{self} must not be null")
        else:
            value = self.convert(value)
        if instance.__dict__.get(self.name, self.default) != value:
            instance._changed.add(self.name)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        raise AttributeError(f"{self} can't be deleted")

    def convert(self, value):
        if not isinstance(value, self.kind):
            raise ValidationError(f"{self} wants {self.kind.__name__}, not {value!r}")
        return value

    def __str__(self):
        return f"{self.owner.__name__.lower()}.{self.name}"

    def __hash__(self):
        return id(self)


def comparison(function):
    def method(self, other):
        text = f"{self} {SYMBOLS[function]} {other!r}"
        return Condition(text, lambda row: function(getattr(row, self.name), other))
    method.__name__ = f"__{function.__name__}__"
    return method


for _function in SYMBOLS:
    setattr(Column, f"__{_function.__name__}__", comparison(_function))
del _function


class Text(Column):
    kind = str

    def __init__(self, max_length=None, **options):
        super().__init__(**options)
        self.max_length = max_length

    def convert(self, value):
        value = super().convert(value)
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(f"{self} is longer than {self.max_length}")
        return value

    def like(self, part):
        return Condition(f"{self} LIKE '%{part}%'", lambda row: part in getattr(row, self.name))


class Integer(Column):
    kind = int


class Reference(Column):
    """The key of another table's row; reading it gives the row."""

    def __init__(self, table, **options):
        self.table = table
        super().__init__(**options)

    def convert(self, value):
        if isinstance(value, self.table):
            return value.id
        return self.table.get(value).id

    def __get__(self, instance, owner=None):
        value = super().__get__(instance, owner)
        return value if instance is None or value is None else self.table.get(value)


def is_column(value):
    return isinstance(value, Column)


class TableMeta(type):
    """Collects the columns of a class, and keeps the registry of tables."""

    registry = OrderedDict()

    @classmethod
    def __prepare__(mcls, name, bases, **options):
        return OrderedDict() if bases else {}

    def __new__(mcls, name, bases, namespace, *, abstract=False, **options):
        cls = super().__new__(mcls, name, bases, dict(namespace), **options)
        cls.columns = {
            column.name: column
            for base in reversed(cls.__mro__)
            for column in sorted(filter(is_column, vars(base).values()), key=lambda c: c.order)
        }
        cls.rows = None if abstract else []
        return cls

    def __init__(cls, name, bases, namespace, abstract=False, **options):
        super().__init__(name, bases, namespace)
        if not abstract:
            TableMeta.registry[name] = cls

    def __iter__(cls):
        return iter(cls.rows)

    def __len__(cls):
        return len(cls.rows)

    @property
    def schema(cls):
        words = (f"{name} {type(column).__name__.upper()}{'' if column.null else ' NOT NULL'}"
                 for name, column in cls.columns.items())
        return f"CREATE TABLE {cls.__name__.lower()} ({', '.join(words)})"


class Table(metaclass=TableMeta, abstract=True):
    id = Integer(null=True, unique=True)

    def __init_subclass__(cls, /, plural=None, **options):
        super().__init_subclass__(**options)
        cls.plural = plural or cls.__name__.lower() + "s"

    def __init__(self, **values):
        self._changed = set()
        unknown = values.keys() - self.columns.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for name, column in self.columns.items():
            setattr(self, name, values.get(name, column.default))

    def __repr__(self):
        values = ", ".join(f"{name}={self.__dict__.get(name)!r}" for name in self.columns)
        return f"{type(self).__name__}({values})"

    def save(self):
        """Insert or update; say which columns that wrote."""
        for column in self.columns.values():
            if column.unique and any(
                other is not self and column.__get__(other) == column.__get__(self) for other in type(self)
            ):
                raise ValidationError(f"{column} {column.__get__(self)!r} is taken")
        if self.id is None:
            self.id = len(type(self)) + 1
            self.rows.append(self)
        written, self._changed = sorted(self._changed), set()
        return written

    @classmethod
    def get(cls, key):
        for row in cls:
            if row.id == key:
                return row
        else:
            raise LookupError(f"no {cls.__name__.lower()} has id {key!r}")

    @classmethod
    def where(cls, *conditions):
        return Query(cls).where(*conditions)


class Query:
    """Chained and lazy; every step gives a new query."""

    def __init__(self, table, conditions=(), order=None, limit=None):
        self.table, self.conditions, self.order, self.limit = table, conditions, order, limit

    def _with(self, **changes):
        return type(self)(**{**vars(self), **changes})

    def where(self, *conditions):
        return self._with(conditions=(*self.conditions, *conditions))

    def order_by(self, column):
        return self._with(order=column)

    def __getitem__(self, item):
        if isinstance(item, slice):
            assert item.start is item.step is None, "only [:n]"
            return self._with(limit=item.stop)
        return list(self)[item]

    def __iter__(self):
        rows = [row for row in self.table if all(condition.test(row) for condition in self.conditions)]
        if self.order is not None:
            rows.sort(key=lambda row: getattr(row, self.order.name))
        yield from rows[:self.limit]

    def __len__(self):
        return sum(1 for _ in self)

    def __str__(self):
        text = f"SELECT * FROM {self.table.__name__.lower()}"
        if self.conditions:
            text += " WHERE " + " AND ".join(c.text for c in self.conditions)
        if self.order is not None:
            text += f" ORDER BY {self.order}"
        return text if self.limit is None else f"{text} LIMIT {self.limit}"


class Author(Table):
    name = Text(max_length=20, unique=True)
    born = Integer(null=True)

    @property
    def books(self):
        return Book.where(Book.author == self)


class Book(Table, plural="library"):
    title = Text()
    author = Reference(Author)
    year = Integer(default=1900)


class Manual(Book):
    edition = Integer(default=1)


def main():
    for table in TableMeta.registry.values():
        print(table.schema, "--", table.plural)
    ada, jane = Author(name="Ada", born=1815), Author(name="Jane")
    print(ada.save(), jane.save(), ada.save(), len(Author))
    for title, author, year in [
        ("Notes", ada, 1843), ("Emma", jane, 1815), ("Sanditon", jane, 1817), ("Juvenilia", 2, 1793),
    ]:
        Book(title=title, author=author, year=year).save()
    print(ada, Book.rows[1])
    print(Book.get(3).author.name, [book.title for book in jane.books.order_by(Book.year)])

    wanted = (Book.year > 1800) & ~Book.title.like("Emma") | (Book.title == "Juvenilia")
    query = Book.where(wanted).order_by(Book.title)
    print(query)
    print(len(query), [book.title for book in query], query[-1].year, "|", query[:1])
    jane.born = 1775
    jane.name = "Jane"
    print("changed:", jane.save(), [a.name for a in Author.where(Author.born < 1800)])

    handbook = Manual(title="How to", author=ada, edition=3)
    print(handbook.save(), handbook, isinstance(handbook, Book), Manual.columns.keys() - Book.columns.keys())

    def bad():
        yield lambda: Author(name="x" * 21)
        yield lambda: Author(name=7)
        yield lambda: Author()
        yield lambda: Author(nome="typo")
        yield lambda: Author(name="Ada").save()
        yield lambda: Book(title="Lost", author=99)
        yield lambda: setattr(ada, "born", "1815")
        yield lambda: delattr(ada, "born")
        yield lambda: list(query[1:2])

    for attempt in bad():
        try:
            print("accepted", attempt())
        except (ValidationError, LookupError, TypeError, AttributeError, AssertionError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
