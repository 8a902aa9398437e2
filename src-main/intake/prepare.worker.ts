import { parentPort } from 'node:worker_threads'
import type { Capture } from '#domain/capture.ts'
import { compareMessages, type Message } from '#domain/compare/messages.ts'
import { setOwnProviders } from '#providers/custom/registry.ts'
import { runEach, serve } from '#store/threads/host.ts'
import { assess, wantedBy } from './assess.ts'
import { type Certificates, lookupIn } from './certified.ts'
import { type IntakeConfig, type IntakeLookup, indexConfig } from './config.ts'
import { decodeBody } from './decode.ts'
import { proveAgain } from './proof.ts'
import { type ReviewInput, repeatHandshake, review } from './review.ts'
import { type TrialInput, trial } from './trial.ts'

export type PrepareOperations = ReturnType<typeof operations>

/** The slow half of intake, for bodies that would hold up a commit: inflate, parse, hash, verify; and the search for why
 * a signature failed. Touches no database. */
function operations() {
  let lookup: IntakeLookup = indexConfig({ sources: [], endpoints: [] })
  return {
    configure: (config: IntakeConfig) => {
      setOwnProviders(config.providers ?? [])
      lookup = indexConfig(config)
    },
    /** Hands the body back with its assessment: it was moved here and goes on to the writer. */
    assess: ({ arrival, certificates }: { arrival: Omit<Capture, 'body'>; certificates: Certificates }, body: Uint8Array) => {
      const capture = { ...arrival, body }
      const fetched = lookupIn(certificates)
      const assessment = assess(capture, lookup, fetched)
      return { assessment, body, wants: wantedBy(capture, assessment, fetched) }
    },
    review: (input: ReviewInput) => review(input, lookup),
    trial: (input: TrialInput) => trial(input, lookup),
    handshake: (input: ReviewInput) => repeatHandshake(input, lookup),
    proof: proveAgain,
    inflate: ({ encoding }: { encoding: string | undefined }, body: Uint8Array) => decodeBody(encoding, body),
    compare: ({ a, b }: { a: Message; b: Message }) => compareMessages(a, b),
  }
}

if (parentPort) serve(parentPort, () => ({ run: runEach(operations()), close: () => {} }))
