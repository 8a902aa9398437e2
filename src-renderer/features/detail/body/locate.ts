/** A place in a text, as a person looks for it: line and column from 1, and the text around it. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly before: string
  /** The character at the place; empty at the end of the text. */
  readonly at: string
  readonly after: string
}

/** Finds the place of a UTF-16 offset, with up to `around` characters of the same line on either side. */
export function locate(text: string, offset: number, around = 48): Place {
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    lineStart = at + 1
  }
  const lineBreak = text.indexOf('\n', offset)
  const lineEnd = lineBreak < 0 ? text.length : lineBreak
  const at = text.slice(offset, offset + 1)
  return {
    line,
    column: offset - lineStart + 1,
    before: text.slice(Math.max(lineStart, offset - around), offset),
    at,
    after: text.slice(offset + at.length, Math.max(offset + at.length, Math.min(lineEnd, offset + at.length + around))),
  }
}
