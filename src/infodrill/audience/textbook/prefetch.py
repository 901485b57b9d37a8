"""Ask for memory before it is needed.

A cascade reads rows in an order no hardware can guess. Asking for a row some nodes ahead of its
turn lets several reads of main memory run at once; it changes no result.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic


@intrinsic  # type: ignore[untyped-decorator,unused-ignore]
def prefetch(_context: Any, array: Any, place: Any) -> Any:
    """Ask for the cache line of array[place], a flat array; out of range is harmless."""
    if not isinstance(array, types.Array) or array.ndim != 1:
        raise TypeError("prefetch asks for places of flat arrays only")

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        address = builder.gep(data, [arguments[1]])
        byte = ir.IntType(8).as_pointer()
        word = ir.IntType(32)
        ask = builder.module.declare_intrinsic(
            "llvm.prefetch",
            [byte],
            ir.FunctionType(ir.VoidType(), [byte, word, word, word]),
        )
        for_reading, in_all_caches, data_not_code = word(0), word(3), word(1)
        builder.call(
            ask, [builder.bitcast(address, byte), for_reading, in_all_caches, data_not_code]
        )
        return context.get_dummy_value()

    return types.void(array, types.int64), generate
