import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '#domain/error-text.ts'
import type { Provider } from '#domain/provider.ts'
import { openReader } from './open.ts'
import { createIndexer, type Indexer, type Progress } from './search/indexer.ts'
import { runEach, serve } from './threads/host.ts'

/** What the thread is started with. `providers`: whose places of credentials are kept out of the index. */
export interface SearchThreadData {
  readonly dataDir: string
  readonly providers: readonly Provider[]
}
/** News: the index is in step, or it cannot be written (it is tried again by itself). */
export type SearchNews = { readonly indexedTo: number } | { readonly failed: string }
export type SearchOperations = ReturnType<typeof operations>

/** A slice is a transaction: the larger it is, the less FTS5 has to merge. Calls wait for its end. */
const SLICE_MS = 100
/** While captures come in: short, for it takes a core from them. */
const BUSY_SLICE_MS = 20
/** While captures come in, the index gets a twentieth of a core: enough not to fall behind for ever. */
const BUSY_PAUSE_MS = 400
const RETRY_MS = 5000

function operations(indexer: Indexer, drain: ReturnType<typeof drainer>) {
  return {
    /** Rows up to `to` (default: any) were committed; they are indexed in the background, and `SearchNews` tells when that is done. */
    advance: (input: { to?: number }): null => drain.wake(input.to),
    /** Captures are coming in: work less. */
    busy: (input: { busy: boolean }): null => drain.setBusy(input.busy),
    /** Rows changed after capture (pinned, note, first Delivery, dead letter); at most a few hundred at a time. */
    refresh: (input: { ids: readonly number[] }): null => {
      indexer.refresh(input.ids)
      return null
    },
    remove: (input: { ids: readonly number[] }): null => {
      indexer.remove(input.ids)
      return null
    },
    /** A reader found the file damaged. */
    rebuild: (_: null): null => {
      indexer.rebuild()
      return drain.wake()
    },
  }
}

/** Runs slices until the index is in step; between two of them the thread answers calls. */
function drainer(slice: (ms: number) => Progress, tell: (news: SearchNews) => void) {
  let indexedTo = 0
  let busy = false
  let cancel: (() => void) | null = null

  const plan = (ms: number) => {
    if (cancel) return
    const timer = setTimeout(run, ms)
    cancel = () => clearTimeout(timer)
  }
  const run = () => {
    cancel = null
    try {
      const progress = slice(busy ? BUSY_SLICE_MS : SLICE_MS)
      indexedTo = progress.indexedTo
      if (progress.behind) plan(busy ? BUSY_PAUSE_MS : 0)
      else tell({ indexedTo })
    } catch (error) {
      tell({ failed: messageOf(error) })
      plan(RETRY_MS)
    }
  }

  return {
    wake(to = Number.POSITIVE_INFINITY): null {
      if (to > indexedTo) plan(busy ? BUSY_PAUSE_MS : 0)
      return null
    },
    setBusy(now: boolean): null {
      busy = now
      if (!now && cancel) {
        cancel()
        cancel = null
        plan(0)
      }
      return null
    },
    stop: () => cancel?.(),
  }
}

const port = parentPort
if (port) {
  const { dataDir, providers } = workerData as SearchThreadData
  serve(port, () => {
    const db = openReader(dataDir)
    const indexer = createIndexer(db, dataDir, providers)
    const drain = drainer(indexer.slice, news => port.postMessage({ news }))
    drain.wake()
    const close = () => {
      drain.stop()
      indexer.close()
      db.close()
    }
    return { run: runEach(operations(indexer, drain)), close }
  })
}
