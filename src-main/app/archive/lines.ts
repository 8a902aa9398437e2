import { z } from 'zod'
import { AppError } from '#contract/errors.ts'
import { time } from '#contract/method.ts'
import { failureCodes, labels, origins, problems, repetitions, requestDetail, verdicts, verification, vias } from '#contract/requests.ts'

/** The form of the file; grows when an older Hookbench could not read it. */
export const VERSION = 1

const head = z.object({
  hookbench: z.literal('workspace'),
  version: z.number(),
  createdAt: z.number(),
  /** Captured credentials are in it as they came. */
  credentials: z.boolean(),
  /** Of the passphrase; null = the file has no secrets. */
  salt: z.string().nullable(),
})
const json = z.record(z.string(), z.unknown())

const text = z.string().nullable()
/** One line of a head. A break in it would be another header, or another request, wherever the Request is written out again. */
const oneLine = z.string().regex(/^[^\r\n\0]*$/)
const rowId = z.number().int().positive()

/** The columns of a row. Checked one by one: the file may come from anybody, and what is in the store is believed everywhere. */
const row = z.object({
  received_at: time,
  method: oneLine,
  target: oneLine,
  source_id: rowId.nullable(),
  provider: text,
  reply_status: z.number().int().min(0).max(999),
  verdict: z.enum(verdicts),
  code: z.enum(failureCodes).nullable(),
  event_id: text,
  event_count: z.number().int().nonnegative(),
  event_type: text,
  repetition: z.enum(repetitions).nullable(),
  duplicate_of: rowId.nullable(),
  handshake: text,
  problem: z.enum(problems).nullable(),
  origin: z.enum(origins),
  via: z.enum(vias),
  pinned: z.literal([0, 1]),
  note: text,
  label: z.enum(labels).nullable(),
})

const flatHeaders = z.array(oneLine).refine(({ length }) => length % 2 === 0)
/** Of what was no valid HTTP all but the break that ends a line is kept, as it came; it is undone where it is written out. */
const brokenHeaders = z.array(z.string().regex(/^[^\n]*$/)).refine(({ length }) => length % 2 === 0)

/** What lies beside the columns, in the form of store/extras.ts: it leaves out what is usual. */
const detail = z.object({
  effectiveUrl: oneLine.regex(/^https?:\/\//i),
  remoteAddress: z.string(),
  bodyMs: z.number(),
  proof: verification.omit({ verdict: true, code: true }).partial({ provider: true }),
  httpVersion: oneLine.exactOptional(),
  eventKeys: z.array(z.string()).exactOptional(),
  strippedCookies: z.array(z.string()).exactOptional(),
  parseError: text.exactOptional(),
  handshakeRefused: text.exactOptional(),
  handshakeAsk: requestDetail.shape.handshakeAsk,
  reply: requestDetail.shape.reply
    .extend({ headers: flatHeaders, delayMs: z.number(), relayed: z.literal(true).exactOptional(), bodyBase64: z.base64().exactOptional() })
    .exactOptional(),
  retry: requestDetail.shape.retry,
  wireOutcome: z.string().exactOptional(),
  occurredAt: time.exactOptional(),
})

/** A Request as it is stored: columns of its row, and its bytes in base64. */
const request = z
  .object({ id: rowId, row, headers: brokenHeaders, detail, body: z.base64() })
  .refine(({ row, headers }) => row.problem === 'malformed' || flatHeaders.safeParse(headers).success)

/** A Source or Endpoint: `config` less its secrets, which are sealed. */
const configured = z.object({ id: rowId, config: json, secrets: z.string().nullable() })
export type ArchivedConfig = z.infer<typeof configured>

/** One line: exactly one of these. */
const line = z.union([
  head,
  z.object({ source: configured }),
  z.object({ endpoint: configured }),
  z.object({ view: z.object({ name: z.string(), filter: z.string() }) }),
  z.object({ provider: json }),
  z.object({ request }),
])
export type ArchiveLine = z.infer<typeof line>
type ArchiveHead = z.infer<typeof head>
export type ArchivedRequest = z.infer<typeof request>

/** @throws AppError `invalid_input` with the number of the line, counted from 1 */
export function readLine(text: string, number: number): ArchiveLine {
  try {
    return line.parse(JSON.parse(text))
  } catch {
    throw new AppError('invalid_input', `Line ${number} of the archive cannot be read; everything before it was imported.`)
  }
}

/** The first line. @throws AppError `invalid_input` when the file is none of ours, or a newer one's */
export function readHead(text: string): ArchiveHead {
  const found = head.safeParse(tryJson(text))
  if (!found.success) throw new AppError('invalid_input', 'This is not a Hookbench workspace archive.')
  if (found.data.version > VERSION) {
    throw new AppError('invalid_input', 'This archive was written by a newer Hookbench. Update this one, then import it again.')
  }
  return found.data
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
