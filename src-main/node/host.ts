import { randomBytes } from 'node:crypto'
import { type Core, type HostCapabilities, startCore } from '#app/core.ts'
import type { Ports } from '#app/ports.ts'
import { startWebServer } from '#transport/web/server.ts'
import type { ServeOptions } from './cli.ts'
import { prepareDataDir } from './data-dir.ts'
import { lockDataDir } from './lock.ts'

export interface HostOptions {
  readonly flags: ServeOptions
  readonly version: string
  readonly capabilities: HostCapabilities
  /** Called once the data folder is there and ours. */
  ports(dataDir: string): Ports | Promise<Ports>
  /** Whether the API listener serves the page too. Electron's window has its own way to it. */
  readonly servesUi: boolean
  /** Says why and ends the process; called when the core can go on no longer. */
  readonly onFatal: (message: string) => void
}

export interface Host {
  readonly core: Core
  readonly ports: Ports
  readonly token: string
  /** `http://host:port` of the API. */
  readonly url: string
  /** Stops accepting, flushes, lets the data folder go. */
  stop(): Promise<void>
}

/**
 * What both hosts do: take the data folder, start the core and open the API listener. Whatever fails, what was taken is given back.
 * @throws StartRefused, or an error that `refusalOf` knows
 */
export async function startHost({ flags, version, capabilities, ports: makePorts, servesUi, onFatal }: HostOptions): Promise<Host> {
  // Captures are not encrypted: every file that anything in this process makes, SQLite's included, is its user's alone (0600).
  process.umask(0o077)
  prepareDataDir(flags.dataDir)
  const undo: (() => unknown)[] = [lockDataDir(flags.dataDir)]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const ports = await makePorts(flags.dataDir)
    const token = flags.token ?? randomBytes(32).toString('base64url')
    const core = await startCore({ receiverHost: flags.host, receiverPort: flags.receiverPort, version, capabilities, onFatal }, ports)
    undo.push(() => core.stop())
    const { clock, log, paths } = ports
    const uiDir = servesUi ? paths.ui : null
    const web = await startWebServer({ core, hub: core.hub, host: flags.host, port: flags.uiPort, token, uiDir, log, version, clock })
    undo.push(() => web.close())
    core.setApiUrl(`${web.url}/rpc`)
    return { core, ports, token, url: web.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
