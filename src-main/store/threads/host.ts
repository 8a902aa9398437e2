import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { StoreError, storeError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { movable, NO_BYTES, unpackBytes } from './bytes.ts'
import { type Batch, type Call, failure, type Operations, type Outcome, replyOf, type ThreadNotice } from './protocol.ts'

/** About how much is run together: a transaction's time is its callers' waiting. */
const MOST_CALLS = 512
const MOST_BYTES = 16 * 1024 * 1024

/** Runs a batch and answers it; the two ways differ only in what a batch shares. */
export type RunBatch = (calls: readonly Call[]) => readonly Outcome[]

/** For threads that share nothing: every call stands alone, and whatever goes wrong is its own answer and not the thread's death. */
export function runEach(ops: Operations): RunBatch {
  return calls =>
    calls.map(call => {
      try {
        return { value: invoke(ops, call) }
      } catch (error) {
        return failure(storeError(error))
      }
    })
}

/**
 * For the writer: the whole batch is one transaction, so its calls share one fsync (group commit). A call that refuses is rolled back
 * alone, by savepoint; when the COMMIT itself fails, nothing of the batch is there and every caller hears so. When a call without a
 * savepoint breaks (a defect of ours), the batch is run again one by one: its neighbours must not be refused for it, now and on every
 * retry of the broken one.
 * @param single names of operations that never refuse after their first write: they are spared the savepoint
 * @param settled told after each COMMIT (true) or ROLLBACK (false), for state that the operations keep in memory
 */
export function runTogether(db: WritableDb, ops: Operations, single: ReadonlySet<string>, settled: (committed: boolean) => void): RunBatch {
  const savepoint = db.transaction((call: Call) => invoke(ops, call))
  const all = db.transaction((calls: readonly Call[]) =>
    calls.map(call => {
      if (single.has(call.op)) return { value: invoke(ops, call) }
      return attempt(() => savepoint(call))
    }),
  )
  const run: RunBatch = calls => {
    let outcomes: readonly Outcome[]
    try {
      outcomes = all.immediate(calls)
    } catch (error) {
      settled(false)
      const known = storeError(error)
      if (known.kind === 'broken' && calls.length > 1) return calls.flatMap(call => run([call]))
      return calls.map(() => failure(known))
    }
    settled(true)
    return outcomes
  }
  return run
}

/**
 * The life of a store thread: opens, says that it is ready (or why not), answers batches in order, and closes when asked to.
 * @param open gives the way to run a batch and how to close
 */
export function serve(port: MessagePort, open: () => { run: RunBatch; close: () => void }): void {
  let opened: ReturnType<typeof open>
  try {
    opened = open()
  } catch (error) {
    const { kind, message } = storeError(error)
    port.postMessage({ failed: { kind, message } } satisfies ThreadNotice)
    port.close()
    return
  }
  port.on('message', (message: Batch | 'stop') => {
    const { calls, stop } = gather(port, message)
    if (calls.length > 0) {
      const outcomes = opened.run(calls)
      const moved = outcomes.flatMap(outcome => ('value' in outcome ? movedWith(outcome.value) : []))
      port.postMessage(replyOf(outcomes), moved)
    }
    if (!stop) return
    opened.close()
    port.close()
  })
  port.postMessage({ ready: true } satisfies ThreadNotice)
}

/** All that came while the last calls were run is run next, together. */
function gather(port: MessagePort, first: Batch | 'stop'): { calls: Call[]; stop: boolean } {
  const calls: Call[] = []
  let size = 0
  let message: Batch | 'stop' | undefined = first
  while (message && message !== 'stop') {
    const { ops, inputs, packed } = message
    const bytes = packed ? unpackBytes(packed) : []
    for (let i = 0; i < ops.length; i++) calls.push({ op: ops[i] as string, input: inputs[i], bytes: bytes[i] ?? NO_BYTES })
    size += message.size
    if (calls.length >= MOST_CALLS || size >= MOST_BYTES) break
    message = (receiveMessageOnPort(port) as { message: Batch | 'stop' } | undefined)?.message
  }
  return { calls, stop: message === 'stop' }
}

/** Large bytes that an operation answers, as the value itself or as its `body`, are moved and not copied. */
function movedWith(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array) return movable(value)
  if (typeof value === 'object' && value !== null && 'body' in value && value.body instanceof Uint8Array) return movable(value.body)
  return []
}

function invoke(ops: Operations, { op, input, bytes }: Call): unknown {
  const run = ops[op]
  if (!run) throw new StoreError('broken', `The store has no operation "${op}".`)
  return run(input, bytes)
}

/** An error of the disk or the lock fails the whole batch (it is thrown on); a refusal is the answer of its call alone. */
function attempt(run: () => unknown): Outcome {
  try {
    return { value: run() }
  } catch (error) {
    const known = storeError(error)
    if (known.kind === 'refused' || known.kind === 'broken') return failure(known)
    throw known
  }
}
