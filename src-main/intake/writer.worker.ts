import { parentPort, workerData } from 'node:worker_threads'
import type { ReplyPlan } from '#domain/capture.ts'
import { idMint } from '#domain/ids.ts'
import { setOwnProviders } from '#providers/custom/registry.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter } from '#store/open.ts'
import { runTogether, serve } from '#store/threads/host.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { noteStatement } from '#store/writer/fetched.ts'
import { forwardInsert } from '#store/writer/forwards.ts'
import { highestId, writeOperations } from '#store/writer/index.ts'
import { replyStatements } from '#store/writer/replies.ts'
import { type IntakeConfig, type IntakeLookup, indexConfig } from './config.ts'
import { type FetchedInput, ingestFetched } from './fetched.ts'
import { createFlood } from './flood.ts'
import { ingest } from './ingest.ts'
import { rowNews } from './news.ts'
import { type AppAnswer, answerByApp } from './pass-through.ts'
import { createPassThroughs } from './pass-throughs.ts'
import { handshakeQuota } from './quota.ts'
import { fromWire, storedToWire, type WireIngest } from './wire.ts'

/** Everything that changes the database; the type is what the main thread's `write` table is made of. */
export type WriterOperations = ReturnType<typeof operations>['ops']

function operations(dataDir: string, post: (news: unknown) => void) {
  const db = openWriter(dataDir)
  migrate(db, dataDir)
  const mint = idMint(Date.now, highestId(db))
  const news = rowNews(post)
  let restartWal = false
  let lookup: IntakeLookup = indexConfig({ sources: [], endpoints: [] })
  const statements = captureStatements(db)
  const passThroughs = createPassThroughs()
  const parts = {
    statements,
    replies: replyStatements(db, mint),
    passThroughs,
    memory: {
      claimant: (sourceId: number, key: string, since: number) =>
        statements.claimant(sourceId, key, since) ?? passThroughs.holder(sourceId, key),
      hasDelivery: (id: number) => statements.hasDelivery(id) || passThroughs.asks(id),
    },
    mint,
    forward: forwardInsert(db, mint),
    quota: handshakeQuota(),
    lookup: () => lookup,
    added: news.add,
    setNote: noteStatement(db),
  }
  const flood = createFlood(parts, requestId => post({ type: 'noted', requestId }))
  const ops = {
    ...writeOperations(db, mint, passThroughs.has),
    configure: (config: IntakeConfig) => {
      setOwnProviders(config.providers ?? [])
      lookup = indexConfig(config)
    },
    ingest: (wire: WireIngest, body: Uint8Array) => {
      const input = fromWire(wire, body)
      return storedToWire(flood.take(input) ?? ingest(parts, input))
    },
    ingestFetched: (input: FetchedInput) => ingestFetched(parts, input),
    answerByApp: (input: AppAnswer) => answerByApp(parts, input),
    /** A Request that was answered as another was, which is known only now. */
    setReply: ({ requestId, reply }: { requestId: number; reply: ReplyPlan }): void => parts.replies.setReply(requestId, reply),
    /** Asks for the WAL to be restarted; that cannot be done inside a transaction, so it is done right after this one. */
    restartWal: (_: null): void => {
      restartWal = true
    },
  }
  const settled = (committed: boolean) => {
    news.settle(committed)
    passThroughs.settled(committed)
    flood.settled(committed)
    if (!restartWal) return
    restartWal = false
    try {
      db.pragma('wal_checkpoint(RESTART)')
    } catch {
      // What was committed stays committed even if a checkpoint fails; the maintenance thread asks again.
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
      // These never refuse, so they need no savepoint: it would copy every page that they touch, which is a tenth of their time.
      run: runTogether(db, ops, new Set(['ingest', 'leaseDue', 'finishAttempts']), settled),
      close: () => {
        news.flush()
        db.close()
      },
    }
  })
}
