"""Functions of the C library: where one is not found, something is done in another way, and nobody notices."""

from __future__ import annotations

import os
import platform

import pytest

from mvpy.system.c_library import c_function


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks for what glibc has")
def test_what_glibc_has_is_found():
    assert c_function("malloc_trim") is not None
    assert c_function("renameat2", "int char_p int char_p uint").argtypes is not None
    assert c_function("getpid")() == os.getpid()


def test_what_is_not_there_is_none():
    assert c_function("no_function_is_called_so") is None
