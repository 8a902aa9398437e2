#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' }
import { openBrowser } from './node/browser.ts'
import { checkCommand } from './node/check-command.ts'
import { parseServeOptions, usage } from './node/cli.ts'
import { startHost } from './node/host.ts'
import { nodePorts } from './node/ports.ts'
import { refusalOf } from './node/refusal.ts'

/** The browser host: the core under plain Node, its page in any browser. */
async function main(): Promise<{ readonly ui: string }> {
  const flags = parseServeOptions(process.argv.slice(2))
  if (flags === 'help') {
    process.stdout.write(usage)
    process.exit(0)
  }
  const { version } = manifest
  const host = await startHost({
    flags,
    version,
    capabilities: { tray: false, openAtLogin: false },
    servesUi: true,
    ports: dataDir => nodePorts(import.meta.url, dataDir),
    onFatal: message => {
      process.stderr.write(`${message}\n`)
      process.exit(1)
    },
  })
  const ui = `${host.url}/?token=${encodeURIComponent(host.token)}`

  let stopping = false
  const stop = (): void => {
    // A second Ctrl+C means it: what is not on disk by now was never answered with a 2xx.
    if (stopping) process.exit(130)
    stopping = true
    void host.stop().finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  const { dataDir } = flags
  const ready = { event: 'ready', receiver: host.core.receiverUrl, ui, api: `${host.url}/rpc`, token: host.token, dataDir, version }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
  if (flags.open) openBrowser(ui)
  return { ui }
}

if (process.argv[2] === 'check') process.exit(await checkCommand(process.argv.slice(3), process.env))

/** For `npm start`, which prints the address for people beside the line for scripts. */
export const ready = await main().catch((error: unknown) => {
  const refusal = refusalOf(error)
  if (refusal === null) throw error
  process.stderr.write(`${refusal}\n`)
  process.exit(2)
})
