"""Cubes as lines, from the guarded child to its parent: what is said as JSON, the cells as Arrow in base64.

The parent checks every type and every byte of Arrow before it believes a line.
"""

import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from samhandling.files.cube.cubes import Cube, cells_of
from samhandling.files.pieces import Ended
from samhandling.files.wire import Decoder, Garbled, refusal_line
from samhandling.ground.faults import Refused

_CELLS = ("values", "status")
_WORDS = {name: TypeAdapter(hint) for name, hint in get_type_hints(Cube).items() if name not in _CELLS}
_NAMES = tuple(each.name for each in fields(Cube) if each.name not in _CELLS)
_ENDED = b'["ended"]\n'
_CELLS_OF = b"cells "


@dataclass(frozen=True, slots=True)
class CubeBegins:
    """What a cube says of itself; its cells follow."""

    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CubeCells:
    """A block of cells of the cube that began last."""

    block: pa.RecordBatch


CubePiece = CubeBegins | CubeCells | Ended


def cube_lines(cubes: Iterable[Cube]) -> Iterator[bytes]:
    """The cubes as lines, then the end; a refusal as the last line."""
    try:
        for cube in cubes:
            words = {name: _WORDS[name].dump_python(getattr(cube, name), mode="json") for name in _NAMES}
            yield json.dumps(["cube", words], separators=(",", ":")).encode() + b"\n"
            for values, status in zip(cube.values.chunks, cube.status.chunks, strict=True):
                yield _CELLS_OF + binascii.b2a_base64(_packed(values, status))
        yield _ENDED
    except Refused as refused:
        yield refusal_line(refused)


def cube_piece(line: bytes) -> CubePiece:
    """One line's piece. Raises Refused where the line is a refusal, Garbled where it is neither."""
    if line.startswith(_CELLS_OF):
        return CubeCells(_unpacked(line[len(_CELLS_OF) :]))
    if line == _ENDED:
        return Ended()
    try:
        match json.loads(line):
            case ["cube", dict(words)] if set(words) == set(_NAMES):
                return CubeBegins({name: _WORDS[name].validate_python(words[name]) for name in _NAMES})
    except (ValueError, ValidationError, RecursionError) as error:
        raise Garbled(str(error)[:200]) from None
    # Only a refusal is left that could make sense.
    Decoder().piece(line)
    raise Garbled(repr(line[:80]))


def cubes_of(pieces: Iterable[CubePiece]) -> list[Cube] | None:
    """The cubes that the pieces make; None where they break off before the end. Raises Garbled where they do not fit together."""
    begun: list[tuple[dict[str, Any], list[pa.RecordBatch]]] = []
    for piece in pieces:
        match piece:
            case CubeBegins():
                begun.append((piece.words, []))
            case CubeCells():
                if not begun:
                    raise Garbled("cells without a cube")
                begun[-1][1].append(piece.block)
            case Ended():
                return [_cube(words, blocks) for words, blocks in begun]
    return None


def _cube(words: dict[str, Any], blocks: list[pa.RecordBatch]) -> Cube:
    status = blocks[0].schema.field("status").type if blocks else pa.dictionary(pa.int8(), pa.string())
    if any(block.schema.field("status").type != status for block in blocks):
        raise Garbled("status")
    made = Cube(
        **words,
        values=pa.chunked_array([block.column("value") for block in blocks], pa.float64()),
        status=pa.chunked_array([block.column("status") for block in blocks], status),
    )
    if made.has_values and len(made.values) != cells_of(made.dimensions):
        raise Garbled("cells")
    return made


def _packed(values: pa.Array, status: pa.Array) -> pa.Buffer:
    block = pa.record_batch({"value": values, "status": status})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, block.schema) as writer:
        writer.write_batch(block)
    return sink.getvalue()


def _unpacked(text: bytes) -> pa.RecordBatch:
    try:
        with pa.ipc.open_stream(binascii.a2b_base64(text, strict_mode=False)) as reader:
            block = reader.read_next_batch()
        block.validate(full=True)
        kind = block.schema.field("status").type
        if block.schema.field("value").type != pa.float64() or not pa.types.is_dictionary(kind) or kind.value_type != pa.string():
            raise Garbled("cells")
    except (ValueError, KeyError, OSError, StopIteration, pa.ArrowException) as error:
        raise Garbled(str(error)[:200]) from None
    return block
