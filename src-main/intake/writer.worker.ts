import { parentPort, workerData } from 'node:worker_threads'
import { idMint } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter } from '#store/open.ts'
import { runTogether, serve } from '#store/threads/host.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { forwardInsert } from '#store/writer/forwards.ts'
import { highestId, writeOperations } from '#store/writer/index.ts'
import { type IntakeConfig, type IntakeLookup, indexConfig } from './config.ts'
import { type IngestInput, ingest } from './ingest.ts'
import { rowNews } from './news.ts'
import { handshakeQuota } from './quota.ts'

/** Everything that changes the database; the type is what the main thread's `write` table is made of. */
export type WriterOperations = ReturnType<typeof operations>['ops']

function operations(dataDir: string, post: (news: unknown) => void) {
  const db = openWriter(dataDir)
  migrate(db, dataDir)
  const mint = idMint(Date.now, highestId(db))
  const news = rowNews(post)
  let restartWal = false
  let lookup: IntakeLookup = indexConfig({ sources: [], endpoints: [] })
  const parts = {
    statements: captureStatements(db),
    mint,
    forward: forwardInsert(db, mint),
    quota: handshakeQuota(),
    lookup: () => lookup,
    added: (row: RequestRow, forwardedTo: readonly number[]) => news.add(row, forwardedTo),
  }
  const ops = {
    ...writeOperations(db, mint),
    configure: (config: IntakeConfig) => {
      lookup = indexConfig(config)
    },
    ingest: (input: IngestInput) => ingest(parts, input),
    /** Asks for the WAL to begin anew; that cannot be done inside a transaction, so it is done right after this one. */
    restartWal: (_: null): void => {
      restartWal = true
    },
  }
  const settled = (committed: boolean) => {
    news.settle(committed)
    if (!restartWal) return
    restartWal = false
    try {
      db.pragma('wal_checkpoint(RESTART)')
    } catch {
      // What was committed stays so, whatever becomes of a checkpoint; the maintenance thread asks again.
    }
  }
  return { db, ops, news, settled }
}

if (parentPort) {
  const port = parentPort
  const { dataDir } = workerData as { dataDir: string }
  serve(port, () => {
    const { db, ops, news, settled } = operations(dataDir, value => port.postMessage({ news: value }))
    return {
      // An ingest refuses nothing, so it is spared the savepoint: that is a tenth of its time.
      run: runTogether(db, ops, new Set(['ingest']), settled),
      close: () => {
        news.flush()
        db.close()
      },
    }
  })
}
