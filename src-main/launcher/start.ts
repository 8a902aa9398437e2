import { runBrowserHost } from './browser-host.ts'
import { buildIfStale } from './build.ts'
import { findElectron } from './find-electron.ts'
import { say } from './root.ts'
import { runElectron } from './run-electron.ts'

/** `npm start`: the window where there can be one, else the browser host and one line why. */
async function start(): Promise<void> {
  if (!buildIfStale()) {
    process.exitCode = 1
    return
  }
  const found = await findElectron()
  const result = 'binary' in found ? await runElectron(found.binary, joined(process.argv.slice(2))) : found
  if (typeof result === 'number') {
    process.exitCode = result
    return
  }
  say(`Opening in the browser instead of a window: ${result.why}.`)
  // A person reads this terminal: captures are in the page, only trouble belongs here.
  process.env['HOOKBENCH_LOG'] ||= 'warn'
  const { ui } = await runBrowserHost()
  say(`Hookbench is at ${ui} (press Ctrl+C to quit)`)
}

/** `--flag value` as `--flag=value`: Electron's arguments are mixed with Chromium's, and a bare value would be taken for a file. */
function joined(args: readonly string[]): string[] {
  const result: string[] = []
  for (const arg of args) {
    const last = result.at(-1)
    if (last !== undefined && !arg.startsWith('--') && !last.includes('=')) result[result.length - 1] = `${last}=${arg}`
    else result.push(arg)
  }
  return result
}

await start()
