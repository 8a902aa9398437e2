/** Bytes in one row of the hex view: as many as there is room for. */
export const HEX_ROWS = [16, 8] as const

/** How many rows a body fills. @param row bytes in each */
export const hexRowCount = (size: number, row: number): number => Math.ceil(size / row)

/** Widths in em, as `hex-view.tsx` sets them: of a byte's digits, of its character, and of what stands around them. */
export const hexWidth = { digits: 1.75, text: 0.625, around: 5.7 }

/** Bytes that fit in a row so that the text column is in sight; the fewest there are when even they do not. @param room in em */
export function hexRowFor(room: number, size: number): number {
  const { digits, text, around } = hexWidth
  const offset = hexOffset(0, size).length * text
  return HEX_ROWS.find(row => offset + row * (digits + text) + around <= room) ?? HEX_ROWS[1]
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** One byte as two hex digits. */
export const hexByte = (byte: number): string => HEX[byte & 0xff] ?? '00'

/** One byte as a printable ASCII character, or a dot. */
export const asciiByte = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')

/** Offset as hex digits, wide enough that all offsets of a body line up. */
export function hexOffset(offset: number, size: number): string {
  return offset.toString(16).padStart(size > 0xffffff ? 8 : 6, '0')
}

/** A run of bytes, end inclusive because both ends are bytes that a person can point at. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/** The run between two bytes, in whichever order they were picked. */
export const rangeOf = (anchor: number, focus: number): ByteRange => ({ from: Math.min(anchor, focus), to: Math.max(anchor, focus) })

/** Selected bytes as `de ad be ef`, those that are hidden as `••`. */
export function hexText(bytes: Uint8Array, range: ByteRange, hidden: (at: number) => boolean = () => false): string {
  return Array.from(bytes.subarray(range.from, range.to + 1), (byte, i) => (hidden(range.from + i) ? '••' : hexByte(byte))).join(' ')
}

export type HexMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'row-start' | 'row-end' | 'first' | 'last'

/** Byte to which a key moves the cursor; `row` = bytes in a row, `pageRows` = rows on screen. Stays inside the body. */
export function moveCursor(at: number, move: HexMove, size: number, row: number, pageRows: number): number {
  const steps: Record<HexMove, number> = {
    left: at - 1,
    right: at + 1,
    up: at - row,
    down: at + row,
    'page-up': at - row * pageRows,
    'page-down': at + row * pageRows,
    'row-start': at - (at % row),
    'row-end': at - (at % row) + row - 1,
    first: 0,
    last: size - 1,
  }
  // Up from the first row and down from the last keep the cursor where it is, as in any grid.
  if ((move === 'up' && steps.up < 0) || (move === 'down' && steps.down >= size)) return at
  return Math.max(0, Math.min(size - 1, steps[move]))
}
