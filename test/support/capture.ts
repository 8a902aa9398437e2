import type { Assessment, Capture, Stored } from '#domain/capture.ts'
import { storedFromWire, toWire } from '#intake/wire.ts'
import type { WriterOperations } from '#intake/writer.worker.ts'
import { rowTexts, usualReply } from '#store/extras.ts'
import type { Thread } from '#store/threads/client.ts'
import type { CaptureRecord } from '#store/writer/capture.ts'

/** A Capture as the receiver would make it. */
export function aCapture(more: Partial<Capture> = {}): Capture {
  return {
    receivedAt: 1_800_000_000_000,
    method: 'POST',
    target: '/a?b=c',
    httpVersion: '1.1',
    headers: ['Host', 'h'],
    body: new Uint8Array(),
    via: 'direct',
    origin: 'received',
    effectiveUrl: 'http://h/a?b=c',
    remoteAddress: '127.0.0.1',
    bodyMs: 0,
    problem: null,
    strippedCookies: [],
    ...more,
  }
}

/** What intake would think of a Request in the Inbox that looks like nobody's. */
export function anAssessment(more: Partial<Assessment> = {}): Assessment {
  const verification = {
    verdict: 'unconfigured',
    provider: null,
    scheme: null,
    code: null,
    explanation: 'Nothing was verified.',
    checks: [],
    secretId: null,
  } as const
  return {
    sourceId: null,
    provider: null,
    verification,
    handshake: null,
    parseError: null,
    eventKeys: [],
    eventType: null,
    ...more,
  }
}

/** A row for the store, answered with a plain 200 and no repetition of anything. */
export function aRecord(
  id: number,
  capture: Partial<Capture> = {},
  assessment: Partial<Assessment> = {},
  more: Partial<Pick<CaptureRecord, 'reply' | 'repetition' | 'duplicateOf' | 'bodyOf'>> = {},
): CaptureRecord {
  const parts = { capture: aCapture(capture), assessment: anAssessment(assessment) }
  const texts = rowTexts(parts.capture, parts.assessment)
  return { id, ...parts, texts, reply: usualReply, repetition: null, duplicateOf: null, bodyOf: null, ...more }
}

/** Has a writer's thread store a Capture of the Inbox. */
export async function ingestBy(writer: Thread<WriterOperations>, capture: Partial<Capture> = {}): Promise<Stored> {
  const arrived = aCapture(capture)
  return storedFromWire(await writer.call.ingest(toWire(arrived, anAssessment()), arrived.body))
}
