/** Places of a text, each a UTF-16 offset and a length. */
export interface Match {
  readonly from: number
  readonly to: number
}

/** More places than anybody steps through; a bound, so that a common letter in megabytes does not fill the memory. */
export const MAX_MATCHES = 10_000

/** Looks for text as it is written, in any letter case. */
export function patternOf(query: string): RegExp | null {
  return query === '' ? null : new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu')
}

/** Where the query stands in the text, in order and apart. */
export function findIn(text: string, query: string): Match[] {
  const pattern = patternOf(query)
  if (pattern === null) return []
  const found: Match[] = []
  for (const match of text.matchAll(pattern)) {
    found.push({ from: match.index, to: match.index + match[0].length })
    if (found.length >= MAX_MATCHES) break
  }
  return found
}

/** The matches that touch a stretch of the text; `matches` is in order. */
export function matchesIn(matches: readonly Match[], from: number, to: number): Match[] {
  let low = 0
  let high = matches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((matches[middle]?.to ?? 0) <= from) low = middle + 1
    else high = middle
  }
  const found: Match[] = []
  for (let i = low; i < matches.length; i++) {
    const match = matches[i]
    if (!match || match.from >= to) break
    found.push(match)
  }
  return found
}
