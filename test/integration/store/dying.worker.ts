import { parentPort } from 'node:worker_threads'
import { runEach, serve } from '#store/threads/host.ts'

/** A store thread that ends when it is told to, as one does that runs out of memory. */
const operations = { wait: () => null, die: () => process.exit(7) }

if (parentPort) serve(parentPort, () => ({ run: runEach(operations), close: () => {} }))
