/** What part of a body to send: `from` inclusive, `to` exclusive. */
export type Span =
  | { readonly kind: 'whole'; readonly from: 0; readonly to: number }
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'unsatisfiable' }

/**
 * Reads a Range header (RFC 9110, 14.2): `bytes=0-99`, `bytes=100-`, `bytes=-100`. Several ranges, other units and nonsense are
 * ignored, as the RFC allows, and the whole is sent.
 */
export function spanOf(range: string | undefined, size: number): Span {
  const whole: Span = { kind: 'whole', from: 0, to: size }
  const match = /^bytes=(\d*)-(\d*)$/i.exec(range?.trim() ?? '')
  if (!match) return whole
  const [first = '', last = ''] = match.slice(1)
  if (first === '' && last === '') return whole
  if (first === '') {
    const count = Math.min(Number(last), size)
    return count > 0 ? { kind: 'part', from: size - count, to: size } : { kind: 'unsatisfiable' }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return whole
  if (from >= size) return { kind: 'unsatisfiable' }
  return { kind: 'part', from, to: last === '' ? size : Math.min(Number(last) + 1, size) }
}
