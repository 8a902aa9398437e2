import { z } from 'zod'
import { AppError } from '#contract/errors.ts'

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

/** A Request as it is stored: columns of its row, and its bytes in base64. */
const request = z.object({
  id: z.number().int().positive(),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  headers: z.array(z.string()),
  detail: json,
  body: z.base64(),
})

/** A Source or Endpoint: `config` less its secrets, which are sealed. */
const configured = z.object({ id: z.number(), config: json, secrets: z.string().nullable() })
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
export type ArchiveHead = z.infer<typeof head>
export type ArchivedRequest = z.infer<typeof request>

/** @throws AppError `invalid_input` with the number of the line, counted from 1 */
export function readLine(text: string, number: number): ArchiveLine {
  try {
    return line.parse(JSON.parse(text))
  } catch {
    throw new AppError('invalid_input', `Line ${number} of the archive cannot be read; what stood before it has been taken in.`)
  }
}

/** The first line. @throws AppError `invalid_input` when the file is none of ours, or a newer one's */
export function readHead(text: string): ArchiveHead {
  const found = head.safeParse(tryJson(text))
  if (!found.success) throw new AppError('invalid_input', 'This is no archive of a Hookbench workspace.')
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
