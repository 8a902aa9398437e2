import type { WriterNews } from '#intake/news.ts'
import type { PrepareOperations } from '#intake/prepare.worker.ts'
import type { WriterOperations } from '#intake/writer.worker.ts'
import { providers } from '#providers/index.ts'
import type { MaintenanceOperations } from '#store/maintenance.worker.ts'
import type { ReaderOperations } from '#store/reader.worker.ts'
import type { SearchNews, SearchOperations } from '#store/search.worker.ts'
import { createThread, type Thread } from '#store/threads/client.ts'
import { type Operations, type Remote, remote } from '#store/threads/protocol.ts'
import { asAppError } from './errors.ts'
import type { Log, Paths } from './ports.ts'

export interface StoreClient {
  readonly write: Remote<WriterOperations>
  readonly read: Remote<ReaderOperations>
  readonly search: Remote<SearchOperations>
  readonly prepare: Remote<PrepareOperations>
  readonly maintenance: Remote<MaintenanceOperations>
  /** Calls that the writer has yet to answer: how busy intake is. */
  writerLoad(): number
  stop(): Promise<void>
}

/** Lists, details and exports run on two connections, so that one slow scan does not hold up the next click. */
const READERS = 2

/** What the threads report by themselves. Looked up at each call: the threads start first, and who listens is named later. */
export interface StoreListeners {
  onNews(news: WriterNews): void
  /** Something was committed, whatever it was. */
  onWritten(): void
  onDeath(error: Error): void
}

/**
 * Starts the store's threads: the writer first, for it migrates; the others then find the database as they know it.
 * @throws AppError with a sentence when the database cannot be opened
 */
export async function startStore(paths: Paths, log: Log, listeners: StoreListeners): Promise<StoreClient> {
  const started: { stop(): Promise<void> }[] = []
  const start = async <O extends Operations>(
    name: Parameters<Paths['worker']>[0],
    more: { maxBatch?: number; onNews?: (news: unknown) => void; onBatch?: () => void } = {},
  ) => {
    const thread = await createThread<O>({
      script: paths.worker(name),
      // Threads of the store may not look at providers; their places of credentials are handed to them as data.
      data: { dataDir: paths.dataDir, providers },
      onDeath: error => {
        log.error('store.thread_died', { thread: name, error: error.message })
        listeners.onDeath(error)
      },
      ...more,
    })
    started.push(thread)
    return thread
  }
  try {
    const writer = await start<WriterOperations>('intake/writer', {
      onNews: news => listeners.onNews(news as WriterNews),
      onBatch: () => listeners.onWritten(),
    })
    // Readers take one call at a time: a batch would keep the answer of a quick one until the slow one is done.
    const others = [
      start<PrepareOperations>('intake/prepare', { maxBatch: 1 }),
      start<SearchOperations>('store/search', { maxBatch: 1, onNews: news => logIndexing(log, news as SearchNews) }),
      start<MaintenanceOperations>('store/maintenance'),
      ...Array.from({ length: READERS }, () => start<ReaderOperations>('store/reader', { maxBatch: 1 })),
    ] as const
    // All have to have begun or failed before the ones that did begin can be ended.
    await Promise.allSettled(others)
    const [prepare, search, maintenance, ...readers] = await Promise.all(others)
    return {
      write: refusing(() => writer),
      read: refusing(() => leastLoaded(readers)),
      search: refusing(() => search),
      prepare: refusing(() => prepare),
      maintenance: refusing(() => maintenance),
      writerLoad: writer.load,
      stop: async () => {
        await Promise.all([...readers, prepare, search, maintenance].map(thread => thread.stop()))
        await writer.stop()
      },
    }
  } catch (error) {
    await Promise.all(started.map(thread => thread.stop()))
    throw asAppError(error)
  }
}

/** An index that cannot be written makes searches slow, not wrong, and is retried: it is worth no more than a line in the log. */
function logIndexing(log: Log, news: SearchNews): void {
  if ('failed' in news) log.warn('search.behind', { error: news.failed })
}

function leastLoaded<O extends Operations>(threads: readonly Thread<O>[]): Thread<O> {
  return threads.reduce((best, thread) => (thread.load() < best.load() ? thread : best))
}

/** A thread's table whose errors are the contract's. */
function refusing<O extends Operations>(thread: () => Thread<O>): Remote<O> {
  return remote((op, input, bytes) =>
    thread()
      .submit(op, input, bytes)
      .catch(error => {
        throw asAppError(error)
      }),
  )
}
