"""A bank that keeps its books straight: transactions, custom exceptions, chains of causes."""

import contextlib
import traceback
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation


class BankError(Exception):
    """Everything the bank refuses."""

    hint = "ask at the counter"

    def __str__(self):
        return f"{super().__str__()} ({self.hint})" if self.hint else super().__str__()


class UnknownAccount(BankError, LookupError):
    hint = None


class NotEnough(BankError):
    def __init__(self, account, wanted):
        super().__init__(account, wanted)
        self.account, self.wanted = account, wanted

    @property
    def missing(self):
        return self.wanted - self.account.balance - self.account.limit

    def __str__(self):
        return f"{self.account.owner} is short of {self.missing}"


class TransferFailed(BankError):
    pass


class Frozen(BankError):
    hint = "call the police"


def money(amount):
    """*amount* as Decimal with two places."""
    try:
        value = Decimal(amount)
    except (InvalidOperation, TypeError) as error:
        raise ValueError(f"not an amount: {amount!r}") from error
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)


class Account:
    def __init__(self, owner, balance=0, *, limit=0):
        self.owner = owner
        self.balance = money(balance)
        self.limit = money(limit)
        self.frozen = False
        self.history = []

    def __repr__(self):
        return f"<{self.owner}: {self.balance}>"

    def deposit(self, amount):
        self.check(amount)
        self.balance += amount
        self.history.append(amount)

    def withdraw(self, amount):
        self.check(amount)
        if amount > self.balance + self.limit:
            raise NotEnough(self, amount)
        self.balance -= amount
        self.history.append(-amount)

    def check(self, amount):
        if self.frozen:
            raise Frozen(f"{self.owner}'s account is frozen")
        if not amount > 0:
            raise ValueError(f"amounts are positive, not {amount}")


class Transaction:
    """All or nothing: on an exception the accounts are as before.

    With *swallow*, exceptions of those types end here, and are kept in `error`.
    """

    open_now = 0

    def __init__(self, *accounts, swallow=()):
        self.accounts = accounts
        self.swallow = swallow
        self.error = None

    def __enter__(self):
        type(self).open_now += 1
        self._saved = [(account, account.balance, account.history[:]) for account in self.accounts]
        return self

    def __exit__(self, kind, error, trace):
        Transaction.open_now -= 1
        if kind is None:
            return
        for account, balance, history in self._saved:
            account.balance, account.history = balance, history
        self.error = error
        return issubclass(kind, self.swallow)


class Bank:
    def __init__(self):
        self._accounts = {}
        self.journal = []

    def open(self, owner, *args, **kwargs):
        self._accounts[owner] = account = Account(owner, *args, **kwargs)
        return account

    def __getitem__(self, owner):
        try:
            return self._accounts[owner]
        except KeyError:
            raise UnknownAccount(f"nobody is called {owner}") from None

    @property
    def total(self):
        return sum((account.balance for account in self._accounts.values()), Decimal())

    def transfer(self, source, target, amount):
        try:
            a, b = self[source], self[target]
            with Transaction(a, b):
                a.withdraw(money(amount))
                b.deposit(money(amount))
        except (NotEnough, Frozen) as error:
            self.journal.append(f"failed {source}>{target}")
            raise TransferFailed(f"{amount} from {source} to {target}") from error
        except ValueError:
            # raised while another is handled: the first becomes the context
            raise TransferFailed("bad amount")
        else:
            self.journal.append(f"{source}>{target} {amount}")
            return b.balance
        finally:
            self.journal.append(f"total {self.total}")

    def close(self, owner):
        account = self[owner]
        assert not account.balance, f"{owner} still has {account.balance}"
        del self._accounts[owner]


@contextlib.contextmanager
def audit(bank, title):
    """Says what changed in *bank* inside the block."""
    before = {owner: account.balance for owner, account in bank._accounts.items()}
    print(f"[{title}]")
    try:
        yield before
    except BankError as error:
        print("  refused:", error)
    finally:
        for owner, account in bank._accounts.items():
            change = account.balance - before.get(owner, 0)
            if change:
                print(f"  {owner:6} {change:+}")
        print("  open transactions:", Transaction.open_now)


def chain_of(error):
    """*error* and what stands behind it, as a traceback would tell it."""
    words = []
    while error is not None:
        words.append(f"{type(error).__name__}({error})")
        if error.__cause__ is not None:
            words.append("because of")
            error = error.__cause__
        elif error.__context__ is not None and not error.__suppress_context__:
            words.append("while handling")
            error = error.__context__
        else:
            break
    return " ".join(words)


def first_that_works(*attempts):
    for attempt in attempts:
        try:
            result = attempt()
        except BankError:
            continue
        return result
    raise BankError("nothing worked")


def main():
    bank = Bank()
    ann, bob, eve = (bank.open(name, start) for name, start in (("ann", 100), ("bob", "20.5"), ("eve", 0)))
    ann.limit = money(50)

    with audit(bank, "a plain transfer"):
        print("  now", bank.transfer("ann", "bob", "130.10"))
    with audit(bank, "too much"):
        bank.transfer("ann", "eve", 1000)
    with audit(bank, "a bonus") as before:
        eve.deposit(money(7))
        print("  had", before["eve"])

    eve.frozen = True
    for source, target, amount in [
        ("bob", "eve", 10), ("bob", "ann", "ten"), ("bob", "ann", -1),
        ("bob", "zoe", 1), ("ann", "bob", "99.999"),
    ]:
        try:
            bank.transfer(source, target, amount)
        except TransferFailed as error:
            print(chain_of(error))
        except LookupError as error:
            print("look-up:", chain_of(error), [base.__name__ for base in type(error).__mro__[:4]])
    print("unbound after except:", "error" not in locals(), [ann, bob, eve], bank.total)

    with Transaction(ann, bob, swallow=(NotEnough, Frozen)) as attempt:
        bob.withdraw(money(100))
        ann.deposit(money(100))
        eve.deposit(money(100))
        print("never printed")
    print("swallowed:", attempt.error, [ann, bob], len(bob.history))

    try:
        with Transaction(ann), Transaction(bob, swallow=ArithmeticError) as inner, contextlib.suppress(KeyError):
            bob.withdraw(money(1))
            ann.withdraw(money(1) / (bob.balance - bob.balance + 1))
            1 / 0
    finally:
        print("inner kept", repr(inner.error), [ann, bob])

    print("first:", first_that_works(
        lambda: bank.transfer("ann", "bob", 10 ** 6),
        lambda: bank["nobody"],
        lambda: bank.transfer("bob", "ann", "0.015"),
    ))

    def close_all():
        with contextlib.ExitStack() as stack:
            for owner in ("ann", "bob"):
                stack.callback(print, "leaving", owner)
                stack.enter_context(Transaction(bank[owner]))
            bank.close("ann")

    try:
        close_all()
    except AssertionError as error:
        print("assertion:", error)
        names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        print("from", names[0], "to", names[-1])
    print(*bank.journal[-6:], sep="; ")


if __name__ == "__main__":
    main()
