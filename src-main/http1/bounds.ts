const LF = 0x0a
const CR = 0x0d

/** Where the first line of a message begins: empty ones before it are passed over (RFC 9112 2.2). */
export function startOf(bytes: Uint8Array): number {
  let at = 0
  while (bytes[at] === CR || bytes[at] === LF) at += 1
  return at
}

/**
 * Where the lines of a head end, without the last LF, and where what follows the empty line begins; null = not yet. Lines may end in a bare
 * LF. @param from not before the first line
 */
export function endOf(bytes: Buffer, from: number): { at: number; after: number } | null {
  for (let i = bytes.indexOf(LF, from); i >= 0; i = bytes.indexOf(LF, i + 1)) {
    if (bytes[i + 1] === LF) return { at: i, after: i + 2 }
    if (bytes[i + 1] === CR && bytes[i + 2] === LF) return { at: i, after: i + 3 }
  }
  return null
}
