import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RequestExtras } from '#domain/capture.ts'
import { firstIdAt, formatId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import { migrate } from '#store/migrate.ts'
import { openReader, openWriter, searchPath } from '#store/open.ts'
import type { ListOptions, ListPage } from '#store/reader/requests-list.ts'
import { requestListReads } from '#store/reader/requests-list.ts'
import { createIndexer, type Indexer } from '#store/search/indexer.ts'

/** The moment of all tests, and the arrival of the first row; each row comes a second later. */
export const START = Date.UTC(2026, 0, 15, 12)
export const SOURCES = [
  { slug: 'stripe-test', id: 'src_00000000001' },
  { slug: 'Shop', id: 'src_00000000002' },
]

export interface Draft extends Partial<Pick<RequestRow, 'method' | 'provider' | 'replyStatus' | 'verdict' | 'code' | 'eventType'>> {
  readonly target?: string
  readonly sourceId?: number | null
  readonly eventKeys?: readonly string[]
  readonly repetition?: RequestRow['repetition']
  readonly handshake?: string | null
  readonly problem?: RequestRow['problem']
  readonly origin?: RequestRow['origin']
  readonly via?: RequestRow['via']
  readonly pinned?: boolean
  readonly label?: RequestRow['label']
  readonly headers?: readonly string[]
  readonly body?: Uint8Array | string
  readonly dead?: boolean
}

/** A data folder with real database files, a writer that fills it, and an index that is advanced by hand. */
export function searchStore(options: ListOptions = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hookbench-search-'))
  const db = openWriter(dataDir)
  migrate(db, dataDir)
  const insert = db.prepare(`
    INSERT INTO requests (id, received_at, method, target, source_id, provider, size, reply_status, verdict, code, event_id, event_count,
      event_type, repetition, duplicate_of, handshake, problem, origin, via, pinned, label, headers_json, detail_json, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertChunk = db.prepare('INSERT INTO chunks (owner, n, bytes) VALUES (?, ?, ?)')
  const insertDelivery = db.prepare(
    "INSERT INTO deliveries (id, message_id, endpoint_id, request_id, target_json, state, created_at, updated_at) VALUES (?, 1, 1, ?, '{}', ?, 0, 0)",
  )
  const providers = options.providers ?? []
  const openLists = () => {
    const db = openReader(dataDir)
    return { db, lists: requestListReads(db, dataDir, options) }
  }
  let reader = openLists()
  let count = 0
  let indexReader: ReturnType<typeof openReader> | null = null
  let indexer: Indexer | null = null

  const add = (draft: Draft = {}): number => {
    const at = START + count++ * 1000
    const id = firstIdAt(at)
    const body = typeof draft.body === 'string' ? Buffer.from(draft.body) : (draft.body ?? new Uint8Array())
    const keys = draft.eventKeys ?? []
    const extras: Partial<RequestExtras> = { eventKeys: keys }
    const large = body.byteLength > 256 * 1024
    insert.run(
      ...[id, at, draft.method ?? 'POST', draft.target ?? '/', draft.sourceId ?? null, draft.provider ?? null, body.byteLength],
      ...[draft.replyStatus ?? 200, draft.verdict ?? 'unconfigured', draft.code ?? null, keys[0] ?? null, keys.length],
      ...[draft.eventType ?? null, draft.repetition ?? null, draft.handshake ?? null, draft.problem ?? null],
      ...[draft.origin ?? 'received', draft.via ?? 'direct', draft.pinned ? 1 : 0, draft.label ?? null],
      ...[JSON.stringify(draft.headers ?? []), JSON.stringify(extras), large ? null : body],
    )
    for (let n = 0; large && n * 262_144 < body.byteLength; n++) insertChunk.run(id, n, body.subarray(n * 262_144, (n + 1) * 262_144))
    if (draft.dead !== undefined) insertDelivery.run(id, id, draft.dead ? 'failed' : 'delivered')
    return id
  }

  const startIndexer = (): Indexer => {
    indexReader ??= openReader(dataDir)
    indexer ??= createIndexer(indexReader, dataDir, providers)
    return indexer
  }
  const stopIndexer = () => {
    indexer?.close()
    indexReader?.close()
    indexer = null
    indexReader = null
  }

  return {
    dataDir,
    db,
    get reader() {
      return reader.db
    },
    get lists() {
      return reader.lists
    },
    add,
    startIndexer,
    stopIndexer,
    /** Brings the index in step with everything that was added. */
    catchUp(): void {
      while (startIndexer().slice(1000).behind);
    },
    /** Ends all use of search.db, runs something on the file, and opens the lists again. */
    whileClosed(run: (path: string) => void): void {
      stopIndexer()
      reader.db.close()
      run(searchPath(dataDir))
      reader = openLists()
    },
    close(): void {
      stopIndexer()
      reader.db.close()
      db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Asks for page after page until there is no next; the ids of all rows, and how many calls it took. */
export function allPages(list: (before: string | null) => ListPage): { ids: string[]; calls: number; incomplete: number } {
  const ids: string[] = []
  let before: string | null = null
  let calls = 0
  let incomplete = 0
  do {
    const page = list(before)
    calls++
    if (!page.complete) incomplete++
    ids.push(...page.rows.map(row => row.id))
    before = page.next ?? null
  } while (before !== null)
  return { ids, calls, incomplete }
}

/** The same from the other end: page above page, from the oldest on; the ids newest first as ever. */
export function allPagesUpwards(list: (from: string) => ListPage): string[] {
  const ids: string[] = []
  for (let from: string | undefined = formatId('req', 0); from !== undefined; ) {
    const page: ListPage = list(from)
    ids.unshift(...page.rows.map(row => row.id))
    from = page.next
  }
  return ids
}
