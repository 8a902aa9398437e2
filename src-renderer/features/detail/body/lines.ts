/** A stretch of text that one row shows. `number` is the line's number from 1, null where a long line goes on. */
export interface TextRow {
  readonly number: number | null
  readonly text: string
  /** Where it starts in the whole text. */
  readonly start: number
}

/** Longest stretch in one row: a minified megabyte in one line would otherwise be laid out whole. */
export const MAX_ROW = 1000

/** Cuts text into rows at line ends (LF, CRLF), and long lines into stretches without splitting a surrogate pair. */
export function textRows(text: string, max = MAX_ROW): TextRow[] {
  const rows: TextRow[] = []
  let number = 0
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const visible = found > start && text.charCodeAt(found - 1) === 13 ? end - 1 : end
    number++
    let at = start
    do {
      let cut = Math.min(visible, at + max)
      const code = text.charCodeAt(cut - 1)
      if (cut < visible && cut > at && code >= 0xd800 && code <= 0xdbff) cut--
      rows.push({ number: at === start ? number : null, text: text.slice(at, cut), start: at })
      at = cut
    } while (at < visible)
    start = end + 1
  }
  return rows
}

/** Index of the row that holds an offset of the text. */
export function rowAt(rows: readonly TextRow[], offset: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
