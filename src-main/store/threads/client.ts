import { Worker } from 'node:worker_threads'
import { StoreError, storeError } from '../errors.ts'
import { NO_BYTES, packBytes } from './bytes.ts'
import { type Batch, type BatchReply, type Operations, type Remote, remote, revive, type Submit, type ThreadNotice } from './protocol.ts'

export interface ThreadOptions {
  readonly script: URL
  readonly data: unknown
  /** Calls that wait are sent together, at most so many and about so many bytes at a time. */
  readonly maxBatch?: number
  readonly maxBatchBytes?: number
  readonly onNews?: (news: unknown) => void
  /** Told after each batch that was answered. */
  readonly onBatch?: () => void
  /** The thread died without being asked to; everything under way was refused. */
  readonly onDeath?: (error: Error) => void
}

export interface Thread<O extends Operations> {
  readonly call: Remote<O>
  /** The same by name. */
  readonly submit: Submit
  /** Calls waiting or under way. */
  readonly load: () => number
  /** Answers what is under way, then ends the thread. */
  stop(): Promise<void>
}

interface Waiting {
  readonly op: string
  /** Until they are sent. */
  input: unknown
  bytes: Uint8Array
  resolve(value: unknown): void
  reject(error: Error): void
}

/** About how large a call is: its bytes, and a little for all else. */
const sizeOf = (call: Waiting | undefined): number => 256 + (call?.bytes.byteLength ?? 0)

/** Nobody reads an input after it is sent; keeping a thousand while the disk is awaited only makes the collector promote them. */
function forgetInput(call: Waiting): void {
  call.input = null
  call.bytes = NO_BYTES
}

/**
 * So many waiting calls leave at once instead of with the rest of this turn of the event loop: a turn that reads thirty requests takes
 * milliseconds, and the thread would stand idle until its end.
 */
const EAGER = 8

/**
 * Starts a worker thread that serves operations. Calls leave together at the end of a turn of the event loop, and the thread takes all
 * that has come while it was busy as one batch (threads/host.ts): that is the whole of group commit. The busier the disk, the larger
 * the batches, with no timer to tune. With `maxBatch` 1, one call is under way at a time and the others wait here.
 * @throws StoreError when the thread cannot open its database
 */
export async function createThread<O extends Operations>(options: ThreadOptions): Promise<Thread<O>> {
  const { maxBatch = 512, maxBatchBytes = 16 * 1024 * 1024 } = options
  const worker = new Worker(options.script, { workerData: options.data })
  let waiting: Waiting[] = []
  let underWay: Waiting[] = []
  let scheduled = false
  let dead: Error | null = null
  let idle: (() => void) | null = null

  const oneByOne = maxBatch === 1

  const flush = () => {
    scheduled = false
    if (dead || (oneByOne && underWay.length > 0)) return
    let count = 0
    let size = 0
    while (count < waiting.length && count < maxBatch && (count === 0 || size < maxBatchBytes)) size += sizeOf(waiting[count++])
    const going = waiting.slice(0, count)
    waiting = waiting.slice(count)
    if (count === 0) {
      if (underWay.length === 0) idle?.()
      return
    }
    underWay.push(...going)
    try {
      const { packed, moved } = packBytes(going.map(({ bytes }) => bytes))
      const batch: Batch = { ops: going.map(({ op }) => op), inputs: going.map(({ input }) => input), packed, size }
      worker.postMessage(batch, moved)
      for (const call of going) forgetInput(call)
    } catch (error) {
      // Nothing was sent, so no answer will ever come: without this the thread would be waited for, and nobody be served again.
      underWay.splice(-going.length)
      const known = storeError(error)
      for (const call of going) call.reject(known)
    }
    // What one batch cannot hold goes out as the next; and whoever waits for the end is told, even if nothing could be sent.
    if (waiting.length > 0 || underWay.length === 0) flush()
  }

  const settle = (reply: BatchReply) => {
    const { values, failures } = reply
    const answered = underWay.splice(0, values.length)
    options.onBatch?.()
    // What waits leaves before the callers of this batch run: the disk is never idle while replies are written.
    flush()
    answered.forEach((call, i) => {
      const failed = failures?.get(i)
      if (failed) call.reject(revive(failed))
      else call.resolve(values[i])
    })
  }

  const die = (error: Error) => {
    if (dead) return
    dead = error
    for (const call of [...underWay, ...waiting]) call.reject(error)
    underWay = []
    waiting = []
    idle?.()
  }

  const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: BatchReply | ThreadNotice) => {
      if ('values' in message) settle(message)
      else if ('news' in message) options.onNews?.(message.news)
      else if ('ready' in message) resolve()
      else reject(revive(message.failed))
    })
    const ended = (error: Error) => {
      const unasked = !dead
      die(error)
      reject(error)
      if (unasked) options.onDeath?.(error)
    }
    worker.on('error', error => ended(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', code => ended(new StoreError('broken', `A store thread ended with code ${code}.`)))
  }).catch(async error => {
    dead ??= error
    await worker.terminate()
    throw error
  })

  const submit: Submit = (op, input, bytes = NO_BYTES) =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead)
      waiting.push({ op, input, bytes, resolve, reject })
      if (waiting.length >= EAGER) return flush()
      if (scheduled) return
      scheduled = true
      // setImmediate, not a microtask: all requests that this turn of the event loop has read go into one transaction.
      setImmediate(flush)
    })

  return {
    call: remote(submit),
    submit,
    load: () => waiting.length + underWay.length,
    async stop() {
      if (!dead && waiting.length + underWay.length > 0) {
        await new Promise<void>(resolve => {
          idle = resolve
        })
      }
      dead ??= new StoreError('busy', 'Hookbench is shutting down; call again when it runs.', 'shutting_down')
      // A message of its own: the thread closes its database, which a terminate() in the middle of a call would not.
      worker.postMessage('stop')
      await exited
    },
  }
}
