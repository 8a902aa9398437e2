import type { Arrival, Judgement, RowTexts, Stored } from '#domain/capture.ts'
import { amendExtras } from '#store/extras.ts'
import { type IngestInput, type IngestParts, ingest } from './ingest.ts'
import { floodedReply } from './reply.ts'

/** Inbox rows that strangers on the internet may cause in a second. */
const ROWS_A_SECOND = 50
/** A flood that pauses for less than this is the same flood, and keeps its row. */
const PAUSE_MS = 60_000
/** How often the window is told the current count. */
const TELL_EVERY_MS = 1000

type Parts = IngestParts & { setNote(id: number, note: string): void }

/**
 * The limit on what anybody who finds the public URL can put into the list: what comes by the tunnel for no Source, faster than 50 a
 * second, is counted in one row and answered 429, so that a real sender tries again. Costs a Source's Request one comparison.
 * @param tell the note of this Request has changed
 */
export function createFlood(parts: Parts, tell: (requestId: number) => void) {
  let second = Number.NEGATIVE_INFINITY
  let rows = 0
  let row: { readonly id: number; more: number; lastAt: number } | null = null
  let telling = false

  const count = (found: NonNullable<typeof row>, at: number): Stored => {
    found.more += 1
    found.lastAt = at
    parts.setNote(found.id, `And ${found.more.toLocaleString('en')} more, faster than ${ROWS_A_SECOND} per second: counted, not kept.`)
    if (!telling) {
      telling = true
      setTimeout(() => {
        telling = false
        tell(found.id)
      }, TELL_EVERY_MS).unref()
    }
    return { id: found.id, reply: floodedReply }
  }

  return {
    /** Null: it is not part of a flood. */
    take({ capture, assessment, texts }: IngestInput): Stored | null {
      if (capture.via === 'direct' || assessment.sourceId !== null || capture.origin !== 'received') return null
      const at = capture.receivedAt
      // A clock that was set back also begins a new second.
      if (at - second >= 1000 || at < second) {
        second = at
        rows = 0
      }
      rows += 1
      if (rows <= ROWS_A_SECOND) return null
      if (row && Math.abs(at - row.lastAt) < PAUSE_MS) return count(row, at)
      const stored = ingest(parts, { capture: headOnly(capture), assessment: unread(assessment), texts: headTexts(texts) })
      row = { id: stored.id, more: 0, lastAt: at }
      return stored
    },
    /** The transaction ended: a row that was not committed cannot hold the count. */
    settled(committed: boolean): void {
      if (!committed) row = null
    },
  }
}

/** A Request that stands for many need only show what they looked like. */
function headOnly(capture: Arrival): Arrival {
  return { ...capture, body: new Uint8Array(), problem: 'flooded' }
}

function unread({ fingerprint: _, ...assessment }: Judgement): Judgement {
  return { ...assessment, handshake: null, eventKeys: [], eventType: null, parseError: null }
}

function headTexts({ headers, extras }: RowTexts): RowTexts {
  const unread = { eventKeys: undefined, parseError: undefined, handshakeRefused: undefined, handshakeAsk: undefined }
  return { headers, extras: amendExtras(extras, unread) }
}
