import { parentPort } from 'node:worker_threads'
import type { Capture } from '#domain/capture.ts'
import { runEach, serve } from '#store/threads/host.ts'
import { assess } from './assess.ts'
import { type IntakeConfig, type IntakeLookup, indexConfig } from './config.ts'
import { type ReviewInput, review } from './review.ts'

export type PrepareOperations = ReturnType<typeof operations>

/** The slow half of intake, for bodies that would hold up a commit: inflate, parse, hash, verify; and the search for why
 * a signature failed. Touches no database. */
function operations() {
  let lookup: IntakeLookup = indexConfig({ sources: [], endpoints: [] })
  return {
    configure: (config: IntakeConfig) => {
      lookup = indexConfig(config)
    },
    /** Hands the body back with its assessment: it was moved here and goes on to the writer. */
    assess: (capture: Capture) => ({ assessment: assess(capture, lookup), body: capture.body }),
    review: (input: ReviewInput) => review(input, lookup),
  }
}

if (parentPort) serve(parentPort, () => ({ run: runEach(operations()), close: () => {} }))
