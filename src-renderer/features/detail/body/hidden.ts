import { type BodyCredentials, credentialSpans, hideSpans, MASK, type Span } from '#domain/redact-body.ts'
import type { ByteRange } from './hex.ts'

/** What of a body is to be hidden, by the names that its provider marks. */
export interface Hiding {
  readonly marked: BodyCredentials
  readonly contentType: string | undefined
}

/** A text as it may be shown, and how to tell where a place of the true text is in it. */
export interface HiddenText {
  readonly text: string
  readonly spans: readonly Span[]
}

/** Hides the credentials of a text; `hiding` null = they are to be shown. */
export function hideText(hiding: Hiding | null, text: string): HiddenText {
  const spans = hiding === null ? [] : credentialSpans(hiding.marked, hiding.contentType, text)
  return { text: hideSpans(text, spans), spans }
}

/** Where an offset of the true text is in the one that is shown. */
export function shownOffset(spans: readonly Span[], offset: number): number {
  let moved = 0
  for (const { from, to, instead } of spans) {
    if (offset < from) break
    if (offset < to) return from + moved
    moved += instead.length - (to - from)
  }
  return offset + moved
}

/** Runs of bytes that hold credentials. Bytes are read as latin-1 for it: the names are ASCII in every encoding that is in use. */
export function hiddenRanges(hiding: Hiding | null, bytes: Uint8Array): ByteRange[] {
  if (hiding === null || hiding.marked.names.length === 0) return []
  const text = new TextDecoder('latin1').decode(bytes)
  return credentialSpans(hiding.marked, hiding.contentType, text)
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => ({ from, to: to - 1 }))
}

/** Whether a byte lies in one of the runs, which are in order. */
export function isHidden(ranges: readonly ByteRange[], at: number): boolean {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (!range) return false
    if (at < range.from) high = middle - 1
    else if (at > range.to) low = middle + 1
    else return true
  }
  return false
}

/** A run of bytes as text, with what is hidden in it masked. */
export function visibleText(bytes: Uint8Array, ranges: readonly ByteRange[], run: ByteRange): string {
  const decode = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to))
  let text = ''
  let at = run.from
  for (const range of ranges) {
    if (range.to < at || range.from > run.to) continue
    text += decode(at, Math.max(at, range.from)) + MASK
    at = range.to + 1
  }
  return text + decode(at, Math.max(at, run.to + 1))
}
