import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { messageOf } from '#domain/error-text.ts'
import type { RawHeaders } from '#domain/http/headers.ts'
import type { Draft } from '#domain/signature/sign.ts'
import type { Dial } from './dial.ts'

/** Bytes of an answer that are read; the connection is closed at more. Nobody answers a webhook with so much on purpose. */
export const MAX_ANSWER = 256 * 1024

export interface Answer {
  /** Null when there was none. */
  readonly status: number | null
  /** A sentence: why there was none, or what was wrong with it. */
  readonly error: string | null
  readonly headers: RawHeaders
  readonly body: Buffer
  /** The body went on after the limit. */
  readonly tooLong: boolean
  /** From the last byte sent to the last byte read, ms. */
  readonly durationMs: number
  /** It came before the request had been sent whole. */
  readonly early: boolean
}

/** How the bytes go out; plain when left out. */
export type Manner =
  /** The body in so many pieces, with a wait between them. */
  | { readonly kind: 'dribble'; readonly pieces: number; readonly gapMs: number }
  /** Half of the body, then the connection is closed. */
  | { readonly kind: 'cut' }
  /** All but the last byte, and that one when the gate opens: so that several requests are complete at the same moment. */
  | { readonly kind: 'gated'; readonly gate: Promise<void>; readonly held: () => void }

export interface SendOptions {
  readonly dial: Dial
  readonly signal: AbortSignal
  /** How long to wait for the whole answer, ms. */
  readonly patienceMs: number
  readonly manner?: Manner
  /** Requests that are to share a connection share one of `sharedConnection`. */
  readonly connection?: SharedConnection
}

export interface SharedConnection {
  readonly agent: Agent
  close(): void
}

/** One connection at a time, kept open between requests as long as the other side lets it. */
export function sharedConnection(dial: Dial, signal: AbortSignal): SharedConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agent.createConnection = (_, done) => {
    dial(signal).then(
      socket => done?.(null, socket),
      (error: Error) => done?.(error, undefined as never),
    )
    return undefined
  }
  return { agent, close: () => agent.destroy() }
}

/** Sends one request, its headers in their order, letter case and number. Never throws: what goes wrong is an answer of status null. */
export async function send(draft: Draft, options: SendOptions): Promise<Answer> {
  const timeout = AbortSignal.timeout(options.patienceMs)
  const signal = AbortSignal.any([options.signal, timeout])
  const started = performance.now()
  const failed = (message: string): Answer => {
    const error = options.signal.aborted
      ? 'The check was stopped.'
      : timeout.aborted
        ? `There was no answer within ${seconds(options.patienceMs)}.`
        : message
    return {
      status: null,
      error,
      headers: [],
      body: Buffer.alloc(0),
      tooLong: false,
      durationMs: performance.now() - started,
      early: false,
    }
  }
  let socket: Socket | null = null
  try {
    if (!options.connection) socket = await options.dial(signal)
    return await exchange(draft, options, socket, signal, failed)
  } catch (error) {
    return failed(messageOf(error))
  } finally {
    socket?.destroy()
  }
}

function exchange(
  draft: Draft,
  { manner, connection }: SendOptions,
  socket: Socket | null,
  signal: AbortSignal,
  failed: (message: string) => Answer,
): Promise<Answer> {
  return new Promise(resolve => {
    let sentAt: number | null = null
    const target = new URL(draft.url)
    const way = connection ? { agent: connection.agent } : { createConnection: () => socket as Socket }
    const outgoing = request({
      ...way,
      method: draft.method,
      path: `${target.pathname}${target.search}`,
      host: target.hostname,
      headers: [...draft.headers, ...framing(draft, target, connection !== undefined)],
      signal,
    })
    outgoing.on('error', error => resolve(failed(sentence(error))))
    const state = { answered: false }
    outgoing.on('response', response => {
      state.answered = true
      read(response, (body, tooLong, error) => {
        // An answer that does not end is none: the provider waits for the whole of it.
        if (error !== null && signal.aborted) return resolve(failed(error))
        const early = sentAt === null
        const durationMs = sentAt === null ? 0 : performance.now() - sentAt
        resolve({ status: response.statusCode ?? null, error, headers: response.rawHeaders, body, tooLong, durationMs, early })
        if (tooLong || early) outgoing.destroy()
      })
    })
    void write(outgoing, draft.body, manner, signal, state).then(outcome => {
      if (outcome === 'sent') sentAt = performance.now()
      else resolve(failed('The connection was cut in the middle of the body, as intended.'))
    })
  })
}

/** What the client would add by itself, said plainly, so that nothing else is added. */
function framing(draft: Draft, { host }: URL, keep: boolean): string[] {
  const length = draft.body.byteLength > 0 || !['GET', 'HEAD', 'OPTIONS'].includes(draft.method)
  return ['Host', host, ...(length ? ['Content-Length', String(draft.body.byteLength)] : []), 'Connection', keep ? 'keep-alive' : 'close']
}

async function write(
  outgoing: ClientRequest,
  body: Uint8Array,
  manner: Manner | undefined,
  signal: AbortSignal,
  state: { readonly answered: boolean },
): Promise<'sent' | 'cut'> {
  if (manner?.kind === 'dribble') {
    const size = Math.max(1, Math.ceil(body.byteLength / manner.pieces))
    for (let at = 0; at < body.byteLength && !outgoing.destroyed && !state.answered; at += size) {
      if (at > 0) await wait(manner.gapMs, signal)
      if (at + size < body.byteLength) outgoing.write(body.subarray(at, at + size))
      else outgoing.end(body.subarray(at))
    }
    return 'sent'
  }
  if (manner?.kind === 'cut') {
    await new Promise<void>(resolve => outgoing.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => resolve()))
    outgoing.destroy()
    return 'cut'
  }
  if (manner?.kind === 'gated' && body.byteLength > 1) {
    outgoing.write(body.subarray(0, -1), () => manner.held())
    await manner.gate
    outgoing.end(body.subarray(-1))
    return 'sent'
  }
  outgoing.end(body)
  return 'sent'
}

function read(response: IncomingMessage, done: (body: Buffer, tooLong: boolean, error: string | null) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const end = (tooLong: boolean, error: string | null) => done(Buffer.concat(chunks).subarray(0, MAX_ANSWER), tooLong, error)
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size <= MAX_ANSWER) return
    response.removeAllListeners('data')
    end(true, null)
  })
  response.on('end', () => end(false, null))
  response.on('error', () => end(false, 'The answer broke off in the middle.'))
}

/** Ends at once when the signal is aborted. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`

function sentence(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'The connection was closed without an answer.'
  if (code.startsWith('HPE_')) return `The answer is not HTTP (${code}).`
  return `${error.message.replace(/\.$/, '')}.`
}
