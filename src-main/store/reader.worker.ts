import { parentPort, workerData } from 'node:worker_threads'
import type { Provider } from '#domain/provider.ts'
import { openReader, type ReadableDb } from './open.ts'
import { alertReads } from './reader/alerts.ts'
import { archiveReads } from './reader/archive.ts'
import { attemptReads } from './reader/attempts.ts'
import { bodyReads } from './reader/bodies.ts'
import { checkReads } from './reader/checks.ts'
import { claimReads } from './reader/claims.ts'
import { deliveryReads } from './reader/deliveries.ts'
import { draftReads } from './reader/drafts.ts'
import { eventReads } from './reader/events.ts'
import { jobReads } from './reader/jobs.ts'
import { payloadReads } from './reader/payloads.ts'
import { requestReads } from './reader/requests.ts'
import { requestListReads } from './reader/requests-list.ts'
import { statsReads } from './reader/stats.ts'
import { uploadReads } from './reader/uploads.ts'
import { viewReads } from './reader/views.ts'
import { runEach, serve } from './threads/host.ts'

/** Everything that is read; the type is what the main thread's `read` table is made of. */
export type ReaderOperations = ReturnType<typeof operations>

function operations(db: ReadableDb, dataDir: string, providers: readonly Provider[]) {
  return {
    ...requestReads(db),
    ...requestListReads(db, dataDir, { providers }),
    ...bodyReads(db),
    ...deliveryReads(db),
    ...attemptReads(db),
    ...alertReads(db),
    ...jobReads(db),
    ...checkReads(db),
    ...claimReads(db),
    ...draftReads(db),
    ...eventReads(db),
    ...uploadReads(db),
    ...viewReads(db),
    ...archiveReads(db),
    ...payloadReads(db, providers),
    ...statsReads(db, dataDir),
  }
}

if (parentPort) {
  const { dataDir, providers } = workerData as { dataDir: string; providers: readonly Provider[] }
  serve(parentPort, () => {
    const db = openReader(dataDir)
    return { run: runEach(operations(db, dataDir, providers)), close: () => db.close() }
  })
}
