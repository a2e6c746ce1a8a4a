"""A fork server: a started interpreter that forks a fresh child for each job.

    python server.py [RUNNER [WORD...]] FD

FD is a socket to `mvpy.verification.supervise`.  A job is a message with three or four open files (stdin, stdout,
stderr, report); the answers are `P<pid>` when the child runs and `S<wait status>` when it is gone.
A child keeps its interpreter to itself: what the server imported is taken out of `sys.modules` again.

A job of the kind "program" is run by the child itself, one of the kind "command" by the command that it becomes.  For
those of the kind "runner" there is RUNNER, a file in Python that is run once: its function `ready` loads, as the WORDs say,
an interpreter that takes long to load, and gives a function that runs a program on it, by its path and its arguments.

The interpreter is started as the user would start it, with what is in PYTHONPATH: that is for the program.
The server itself imports from the standard library only, so folders of the user's come last until it has.
"""

import sys

AT_START = set(sys.modules)
PATH = sys.path[:]

import os  # noqa: E402

if __name__ == "__main__":
    USERS = [os.path.abspath(folder) for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    sys.path.sort(key=USERS.__contains__)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import _socket  # noqa: E402
import gc  # noqa: E402
import resource  # noqa: E402

FILES = 4
INTS = 4 * FILES
GENERATIONS = 1000  # how often a killed orphan may leave another


def receive(control: _socket.socket) -> tuple:
    """The next job: its fields and its files.  Ends the process when the other side is gone."""
    data, ancillary, _, _ = control.recvmsg(65536, _socket.CMSG_SPACE(INTS))
    if not data:
        os._exit(0)
    raw = ancillary[0][2]
    files = [int.from_bytes(raw[i : i + 4], sys.byteorder) for i in range(0, len(raw), 4)]
    length, _, data = data.partition(b":")
    while len(data) < int(length):
        data += control.recv(65536)
    return os.fsdecode(data).split("\0"), files


def serve(control: _socket.socket) -> tuple:
    """Fork a child for each job.  Gives the job's fields and its report file, in the child."""
    while True:
        fields, files = receive(control)
        child = os.fork()
        if not child:
            control.close()
            return fields, become(files)
        for file in files:
            os.close(file)
        control.send(b"P%d\n" % child)
        control.send(b"S%d\n" % reap(child))


def reap(child: int) -> int:
    """Wait for *child*, kill what it left behind, give its wait status."""
    if hasattr(os, "waitid"):
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)  # still a zombie: its number cannot be another's
        try:
            os.killpg(child, 9)
        except OSError:
            pass
    status = os.waitpid(child, 0)[1]
    end_orphans()
    return status


def end_orphans() -> None:
    """End what a child started and put into another group; on Linux such orphans become our children."""
    for _ in range(GENERATIONS):
        try:
            with open("/proc/self/task/%d/children" % os.getpid()) as file:
                orphans = [int(number) for number in file.read().split()]
        except OSError:
            return  # another system, which gives its orphans to another process
        if not orphans:
            return
        for orphan in orphans:
            os.kill(orphan, 9)
        for orphan in orphans:
            os.waitpid(orphan, 0)


def become(files: list) -> int:
    """Take *files* as stdin, stdout, stderr in a session of our own; give the file for the report."""
    os.setsid()
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
        os.close(file)
    os.set_inheritable(files[3], False)
    return files[3]


def limit(memory: int, seconds: float, written: int, kind_of_memory: int) -> None:
    """Limit this process: bytes of memory, processor seconds, bytes of a file it writes."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (kind_of_memory, memory),
    ):
        lower(kind, most)


def lower(kind: int, most: int, for_good: bool = False) -> None:
    """Limit this process to *most* of a *kind* of resource; to less where the user has set a lower limit."""
    hard = resource.getrlimit(kind)[1]
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (soft, soft if for_good else hard))
    except (OSError, ValueError):
        pass  # a system without this limit; the time limit still holds


def write(file: int, data: bytes) -> None:
    """Write all of *data* to *file*."""
    while data:
        data = data[os.write(file, data) :]


def made_ready(runner: str, *words: str) -> object:
    """What the function `ready` of the file *runner* gives for *words*."""
    space = {"__name__": "runner", "__file__": runner}
    with open(runner, "rb") as file:
        exec(compile(file.read(), runner, "exec"), space)
    return space["ready"](*words)


def main() -> object:
    """Serve; in a child, run its job.  Gives what `sys.exit` is to be given."""
    import program  # only who runs this file by its path finds it

    sys.path[:] = PATH
    words = sys.argv[1:-1]
    run_there = made_ready(*words) if words else None
    control = _socket.socket(fileno=int(sys.argv[-1]))
    if hasattr(gc, "freeze"):
        gc.freeze()  # a collection in a child would copy every page that holds an object: half of its time
    fields, report = serve(control)
    kind, folder, memory, seconds, written, word, traced, shift, path, *argv = fields
    os.chdir(folder)
    # A just-in-time compiler reserves more addresses than it ever uses; what counts for it is what it can write to.
    counted = resource.RLIMIT_AS if kind == "program" else resource.RLIMIT_DATA
    limit(int(memory), float(seconds), int(written), counted)
    if kind == "command":
        os.execvp(path, [path] + argv)
    if run_there:
        return run_there(path, *argv)
    for name in set(sys.modules) - AT_START:
        del sys.modules[name]
    me, whose = os.getpid(), os.getpid

    def tell(data: bytes) -> None:
        if whose() == me:  # not a fork of the program's
            program.write(report, data)

    return program.run(path, argv, tell, word, traced, int(shift))


if __name__ == "__main__":
    sys.exit(main())
