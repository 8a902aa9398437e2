import { parentPort, workerData } from 'node:worker_threads'
import type { Listener } from '@ngrok/ngrok'
import type { AgentFailure, AgentInput, AgentReport } from './plan.ts'

/**
 * ngrok's SDK, in a thread of its own and only while a tunnel is on. Not for speed (the SDK moves the bytes in native threads) but for
 * its end: `close()` of the SDK takes back the URL and keeps the session's connection, which counts against the account's limit and
 * goes on when the app believes that it is off. With its thread, all that the SDK holds is gone at once.
 */

/** Seconds. A dead session is noticed after both together, well within the 90 s that we promise. */
const HEARTBEAT_EVERY = 20
const HEARTBEAT_WITHIN = 15

let listener: Listener | null = null
/** Settles when the SDK forwards nothing any more. */
let forwarded: Promise<void> = Promise.resolve()

const tell = (report: AgentReport) => parentPort?.postMessage(report)
const failed = (stage: AgentFailure['stage'], error: unknown) => {
  const { message, errorCode } = error as Error & { errorCode?: string }
  tell({ type: 'failed', failure: { stage, code: errorCode ?? null, message } })
}

async function run({ plan, forwardTo, version }: AgentInput): Promise<void> {
  let stage: AgentFailure['stage'] = 'load'
  try {
    // Not at the top: where there is no native part for the machine, a person should see a sentence, not a thread that fails to start.
    const { SessionBuilder } = (await import('@ngrok/ngrok')).default
    stage = 'connect'
    const builder = new SessionBuilder()
      .authtoken(plan.authtoken)
      .clientInfo('hookbench', version)
      .heartbeatInterval(HEARTBEAT_EVERY)
      .heartbeatTolerance(HEARTBEAT_WITHIN)
      // Null when no answer came in time, whatever its type says.
      .handleHeartbeat((latencyMs: number | null) => tell(latencyMs === null ? { type: 'silent' } : { type: 'alive', latencyMs }))
      .handleDisconnection((_, error) => {
        listener = null
        failed('lost', new Error(error))
        // The SDK's own next tries wait 2.5 s and then 125 s, too long after an outage; whoever started us does it better.
        return false
      })
    if (plan.serverAddr) builder.serverAddr(plan.serverAddr)
    if (plan.caCert) builder.caCert(Buffer.from(plan.caCert))
    const session = await builder.connect()
    stage = 'listen'
    const endpoint = session.httpEndpoint().forwardsTo('Hookbench')
    if (plan.domain) endpoint.domain(plan.domain)
    if (plan.trafficPolicy) endpoint.trafficPolicy(plan.trafficPolicy)
    // False: the SDK would open a listening port of its own on this machine.
    listener = await endpoint.listen(false)
    const ended = (error: unknown) => {
      listener = null
      failed('lost', error)
    }
    forwarded = listener.forward(forwardTo).then(() => ended(new Error('The endpoint was closed.')), ended)
    tell({ type: 'up', url: (listener.url() ?? '').replace(/\/+$/, '') })
  } catch (error) {
    failed(stage, error)
  }
}

/**
 * Gives the URL back in good order, so that it is free at once, and ends this thread: from within, and only when no call into the SDK is
 * under way. A thread that ends in the middle of one makes the SDK abort the whole process.
 */
async function leave(): Promise<void> {
  await running
  // It fails when the connection is gone: then there is nothing to give back.
  await listener?.close().catch(() => undefined)
  await forwarded
  // The promises are settled; the turn after that, the SDK has let go of what they held.
  setImmediate(() => process.exit())
}

const running = run(workerData as AgentInput)
parentPort?.on('message', () => void leave())
