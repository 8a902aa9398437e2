import { existsSync, renameSync, truncateSync } from 'node:fs'
import { appendFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '#contract/errors.ts'
import type { ReplyPlan } from '#domain/capture.ts'
import type { EndpointConfig, SourceConfig } from '#domain/config.ts'
import { withoutHeaders } from '#domain/http/headers.ts'
import { maskHeaders, maskTarget } from '#domain/redact.ts'
import { providerById } from '#providers/index.ts'
import type { ArchivedRow } from '#store/reader/archive.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { JobKind } from '../jobs/runner.ts'
import { maskedBody } from '../masked-body.ts'
import type { Clock, Log, Paths, Secrets } from '../ports.ts'
import { maskedReply } from '../request-shown.ts'
import type { StoreClient } from '../store-client.ts'
import { archiveFolder } from './files.ts'
import { VERSION } from './lines.ts'
import { withPassphrase } from './passphrase.ts'

const zip = promisify(gzip)

const options = z.strictObject({
  /** Without it configured secrets stay behind. */
  passphrase: z.string().min(8, 'Enter a passphrase of at least 8 characters.').max(500).optional(),
  includeCredentials: z.boolean().optional(),
})
const kept = z.object({ file: z.string(), passphrase: z.string().nullable(), includeCredentials: z.boolean() })
const place = z.object({ after: z.number(), bytes: z.number() })

interface Deps {
  readonly store: Pick<StoreClient, 'read'>
  readonly config: ConfigCache
  readonly paths: Pick<Paths, 'dataDir'>
  readonly secrets: Secrets
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** `workspace.export`: everything but the history of Deliveries, as one file that `GET /files/<jobId>` gives. */
export function exportKind({ store, config, paths, secrets, clock, log }: Deps): JobKind {
  const folder = archiveFolder(paths)

  const configuration = async ({ passphrase, includeCredentials }: z.infer<typeof kept>): Promise<object[]> => {
    const seal = passphrase === null ? null : await withPassphrase(await secrets.open(passphrase), null)
    const lineOf = ({ id, secrets: own, ...rest }: SourceConfig | EndpointConfig) => ({
      id,
      config: rest,
      secrets: seal && own.length > 0 ? seal.seal(JSON.stringify(own)) : null,
    })
    return [
      { hookbench: 'workspace', version: VERSION, createdAt: clock.now(), credentials: includeCredentials, salt: seal?.salt ?? null },
      ...config.customProviders().map(provider => ({ provider })),
      ...config.endpoints().map(endpoint => ({ endpoint: lineOf(endpoint) })),
      ...config.sources().map(source => ({ source: lineOf(source) })),
      ...(await store.read.listViews(null)).map(({ name, filter }) => ({ view: { name, filter } })),
    ]
  }

  return {
    async accept(input) {
      const { passphrase, includeCredentials = false } = parsed(options, input.options)
      const now = clock.now()
      folder.tidy(now)
      if (includeCredentials || passphrase !== undefined)
        log.info('workspace.exported', { includeCredentials, secrets: passphrase !== undefined })
      const file = `workspace-${new Date(now).toISOString().replace(/[:.]/g, '-')}.jsonl.gz`
      const sealed = passphrase === undefined ? null : await secrets.seal(passphrase)
      return { ...input, options: { file, passphrase: sealed, includeCredentials } satisfies z.infer<typeof kept> }
    },
    async count() {
      let count = 0
      for (let after: number | null = 0; after !== null; ) {
        const slice: { count: number; next: number | null } = await store.read.archiveSize({ after })
        count += slice.count
        after = slice.next
      }
      return count
    },
    async step(input, cursor) {
      const asked = kept.parse(input.options)
      const part = `${folder.path(asked.file)}.part`
      if (cursor === null) {
        const bytes = await zip(textOf(await configuration(asked)))
        await writeFile(part, bytes, { mode: 0o600 })
        return { cursor: { after: 0, bytes: bytes.byteLength }, done: 0, failed: 0, finished: false }
      }
      const { after, bytes } = place.parse(cursor)
      if (!existsSync(part)) {
        // A crash came between the renaming and the note of it.
        if (existsSync(folder.path(asked.file))) return { cursor, done: 0, failed: 0, finished: true }
        throw new AppError('not_found', 'The unfinished export is gone: it is kept for one day. Export the workspace again.')
      }
      // What a crash has written beyond the last step is written again.
      truncateSync(part, bytes)
      const rows = await store.read.archiveSlice({ after })
      const last = rows.at(-1)
      if (!last) {
        renameSync(part, folder.path(asked.file))
        return { cursor, done: 0, failed: 0, finished: true }
      }
      const member = await zip(textOf(rows.map(row => ({ request: archived(row, asked.includeCredentials) }))))
      await appendFile(part, member)
      return { cursor: { after: last.id, bytes: bytes + member.byteLength }, done: rows.length, failed: 0, finished: false }
    },
  }
}

function archived({ id, row, headersJson, detailJson, body }: ArchivedRow, clear: boolean): object {
  const headers = JSON.parse(headersJson) as string[]
  const detail = JSON.parse(detailJson) as { readonly effectiveUrl: string; readonly reply?: ReplyPlan }
  if (clear) return { id, row, headers, detail, body: Buffer.from(body).toString('base64') }
  const provider = providerById(row['provider'] as string | null)
  const masked = maskedBody(provider, headers, body)
  return {
    id,
    row: { ...row, target: maskTarget(provider, String(row['target'])) },
    // A masked body is text: it is not compressed any more.
    headers: withoutHeaders(maskHeaders(provider, headers), masked === null ? NOTHING : CODING),
    detail: {
      ...detail,
      effectiveUrl: maskTarget(provider, detail.effectiveUrl),
      ...(detail.reply ? { reply: maskedReply(provider, detail.reply) } : {}),
    },
    body: Buffer.from(masked ?? body).toString('base64'),
  }
}

const CODING: ReadonlySet<string> = new Set(['content-encoding'])
const NOTHING: ReadonlySet<string> = new Set()

const textOf = (lines: readonly object[]): string => lines.map(line => `${JSON.stringify(line)}\n`).join('')

/** @throws AppError `invalid_input` */
export function parsed<T extends z.ZodType>(shape: T, value: unknown): z.output<T> {
  const found = shape.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new AppError(
    'invalid_input',
    issue?.code === 'unrecognized_keys' || !issue ? 'The options of this job are not valid.' : issue.message,
    {
      issues: found.error.issues,
    },
  )
}
