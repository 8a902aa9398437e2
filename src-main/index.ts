import manifest from '../package.json' with { type: 'json' }
import { main } from './electron/main.ts'

// Not awaited: Electron is not ready before this module has been evaluated, and main waits for ready.
main(import.meta.url, manifest.version)
