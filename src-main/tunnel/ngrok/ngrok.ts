import { Worker } from 'node:worker_threads'
import type { Tunnel, TunnelConnection, TunnelReport } from '../tunnel.ts'
import { ngrokProblem } from './errors.ts'
import type { AgentInput, AgentReport, NgrokPlan } from './plan.ts'

/** How long the next connection waits for this one to end. */
const LEAVE_WITHIN_MS = 2000

export interface NgrokParts {
  /** Script of the agent's thread. */
  readonly script: URL
  /** Port on 127.0.0.1 that is forwarded to; nothing else ever is. */
  readonly port: () => number
  readonly version: string
}

/** ngrok by its official SDK. The URL is the plan's domain, or what ngrok gives. */
export function ngrokTunnel(plan: NgrokPlan, { script, port, version }: NgrokParts): Tunnel {
  return {
    provider: 'ngrok',
    proof: 'session',
    connect: report => connectAgent(script, { plan, forwardTo: `http://127.0.0.1:${port()}`, version }, report),
  }
}

function connectAgent(script: URL, input: AgentInput, report: (report: TunnelReport) => void): TunnelConnection {
  let open = true
  let up = false
  const worker = new Worker(script, { workerData: input })
  // The process may end while a tunnel is on: the host stops what it wants to stop in good order by itself.
  worker.unref()
  const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  let leaving: Promise<void> | null = null
  const leave = () => {
    leaving ??= dismiss(worker, exited)
    return leaving
  }
  const end = (failure: Parameters<typeof ngrokProblem>[0]) => {
    if (!open) return
    open = false
    void leave()
    report({ type: 'ended', problem: ngrokProblem(failure, input.plan.serverAddr) })
  }
  worker.on('message', (message: AgentReport) => {
    if (!open) return
    if (message.type === 'failed') return end(message.failure)
    up ||= message.type === 'up'
    report(message)
  })
  // A fault in the thread is a session that is lost, like any other.
  worker.on('error', error => end({ stage: up ? 'lost' : 'load', code: null, message: error.message }))
  worker.on('exit', () => end({ stage: 'lost', code: null, message: 'The agent has ended.' }))

  return {
    close() {
      open = false
      return leave()
    },
  }
}

/**
 * Has the thread end itself, and waits a while for it. Never from outside: the SDK aborts the process when its thread ends in the middle
 * of a call. A session that hears nothing takes until its connection fails; it reports nothing any more, so nobody has to wait.
 */
async function dismiss(worker: Worker, exited: Promise<void>): Promise<void> {
  worker.postMessage('close')
  const { promise, resolve } = Promise.withResolvers<void>()
  const late = setTimeout(resolve, LEAVE_WITHIN_MS)
  await Promise.race([exited, promise])
  clearTimeout(late)
}
