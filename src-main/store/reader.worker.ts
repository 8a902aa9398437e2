import { parentPort, workerData } from 'node:worker_threads'
import type { Provider } from '#domain/provider.ts'
import { openReader, type ReadableDb } from './open.ts'
import { alertReads } from './reader/alerts.ts'
import { bodyReads } from './reader/bodies.ts'
import { deliveryReads } from './reader/deliveries.ts'
import { jobReads } from './reader/jobs.ts'
import { requestReads } from './reader/requests.ts'
import { requestListReads } from './reader/requests-list.ts'
import { uploadReads } from './reader/uploads.ts'
import { runEach, serve } from './threads/host.ts'

/** Everything that is read; the type is what the main thread's `read` table is made of. */
export type ReaderOperations = ReturnType<typeof operations>

function operations(db: ReadableDb, dataDir: string, providers: readonly Provider[]) {
  return {
    ...requestReads(db),
    ...requestListReads(db, dataDir, { providers }),
    ...bodyReads(db),
    ...deliveryReads(db),
    ...alertReads(db),
    ...jobReads(db),
    ...uploadReads(db),
  }
}

if (parentPort) {
  const { dataDir, providers } = workerData as { dataDir: string; providers: readonly Provider[] }
  serve(parentPort, () => {
    const db = openReader(dataDir)
    return { run: runEach(operations(db, dataDir, providers)), close: () => db.close() }
  })
}
