"""The helper that stands for each operator."""

from __future__ import annotations

import libcst as cst

IN_PLACE = {
    cst.AddAssign: "iadd", cst.SubtractAssign: "isub", cst.MultiplyAssign: "imul", cst.DivideAssign: "itruediv",
    cst.FloorDivideAssign: "ifloordiv", cst.ModuloAssign: "imod", cst.PowerAssign: "ipow",
    cst.MatrixMultiplyAssign: "imatmul", cst.LeftShiftAssign: "ilshift", cst.RightShiftAssign: "irshift",
    cst.BitAndAssign: "iand", cst.BitOrAssign: "ior", cst.BitXorAssign: "ixor",
}  # fmt: skip
