"""Runs tests with some modules replaced, and writes a line for each test: its outcome and its name.

    python -S run_unittest.py LIST RESULTS TEST...

Run by the Python under test, in a process of its own.  LIST is a list for `replacing.read_list`, RESULTS
the file that is written, each TEST the name of a module of tests.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import replacing

replaced, results, *modules = sys.argv[1:]
replacing.replace_modules(replacing.read_list(replaced))
sys.path[:] = [path for path in sys.path if path != HERE]

import unittest


class Recording(unittest.TestResult):
    """Writes every outcome down when it is known; a test with a failed part has failed."""

    def __init__(self, file):
        super().__init__()
        self.file = file

    def record(self, test, outcome, words=""):
        words = words.strip().split("\n")[-1]
        self.file.write("%s\t%s\t%s\n" % (outcome, test.id(), words.replace("\t", " ")[:200]))
        self.file.flush()

    def startTest(self, test):
        super().startTest(test)
        self.record(test, "begun")

    def addSuccess(self, test):
        self.record(test, "ok")

    def addError(self, test, err):
        self.record(test, "error", self._exc_info_to_string(err, test))

    def addFailure(self, test, err):
        self.record(test, "failure", self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.record(test, "failure", self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        self.record(test, "skipped")

    def addExpectedFailure(self, test, err):
        self.record(test, "expected failure")

    def addUnexpectedSuccess(self, test):
        self.record(test, "unexpected success")


with open(results, "w", encoding="utf-8", errors="backslashreplace") as file:
    result = Recording(file)
    for name in modules:
        suite = unittest.defaultTestLoader.loadTestsFromName(name)
        suite.run(result)
    file.write("end\t\t\n")
os._exit(0)  # threads and processes that tests left behind are not waited for
