import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { parseServeOptions, type ServeOptions } from '#node/cli.ts'
import { systemClock } from '#node/clock.ts'
import { type Host, startHost } from '#node/host.ts'
import { stderrLog } from '#node/log.ts'
import { pathsFrom } from '#node/paths.ts'
import { writePrivateFile } from '#node/private-file.ts'
import { systemRandom } from '#node/random.ts'
import { refusalOf } from '#node/refusal.ts'
import { serveDuplex } from '#transport/rpc-server.ts'
import { DEEP_LINK_SCHEME, type DeepLink, deepLinkIn, parseDeepLink } from './deep-link.ts'
import { serveIpc } from './ipc.ts'
import { setMenu } from './menu.ts'
import { denyPermissions } from './navigation.ts'
import { nativeNotifier } from './notifier.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { stopBeforeQuit } from './quit.ts'
import { desktopSecrets } from './secrets.ts'
import { createWindow, focusWindow, openItem } from './window.ts'

/** Our flags in Electron's arguments, which hold Chromium's switches too. The launcher writes them as `--flag=value`. */
const OURS = /^--(data-dir|receiver-port|ui-port|token)=/

/** The desktop host. Returns at once; everything else follows when Electron is ready. @param entry `import.meta.url` of index.ts */
export function main(entry: string, version: string): void {
  registerScheme()
  try {
    const flags = parseServeOptions(process.argv.filter(arg => OURS.test(arg)))
    // Chromium's profile lies beside our data, so that two data folders are two applications.
    if (flags !== 'help') app.setPath('userData', join(flags.dataDir, 'window'))
    // The instance that is there hears `second-instance` and comes to the front.
    if (flags === 'help' || !app.requestSingleInstanceLock()) app.exit(0)
    else
      app
        .whenReady()
        .then(() => run(entry, version, flags))
        .catch(fail)
  } catch (error) {
    fail(error)
  }
}

async function run(entry: string, version: string, flags: ServeOptions): Promise<void> {
  let window: BrowserWindow | null = null
  const show = (): BrowserWindow => {
    if (window === null) {
      window = createWindow(entry)
      window.once('closed', () => {
        window = null
      })
    } else focusWindow(window)
    return window
  }
  const notifier = nativeNotifier(target => openItem(show(), target.type, target.id))
  const host: Host = await startHost({
    flags,
    version,
    tray: false,
    servesUi: false,
    onFatal: message => fail(new Error(message)),
    ports: async dataDir => ({
      clock: systemClock,
      random: systemRandom,
      secrets: await desktopSecrets(dataDir),
      notifier,
      log: stderrLog(),
      paths: pathsFrom(entry, dataDir),
    }),
  })
  stopBeforeQuit(() => host.stop())
  const { core, ports } = host
  // Scripts find the token here: the window needs none, and a line on a terminal that nobody reads helps nobody.
  writePrivateFile(join(flags.dataDir, 'api-token'), host.token)

  denyPermissions(session.defaultSession)
  serveScheme(ports.paths.ui, core, ports.log)
  serveIpc(duplex => serveDuplex(duplex, { services: core.services, hub: core.hub, log: ports.log }))
  setMenu(() => window)
  const follow = (link: DeepLink | null): void => {
    if (link) openItem(show(), link.type, link.id)
    else show()
  }
  app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME)
  app.on('second-instance', (_event, argv) => follow(deepLinkIn(argv)))
  app.on('activate', show)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    follow(parseDeepLink(url))
  })
  follow(deepLinkIn(process.argv))
  const { dataDir } = flags
  const ready = {
    event: 'ready',
    receiver: core.receiverUrl,
    ui: null,
    api: `${host.url}/rpc`,
    tokenFile: join(dataDir, 'api-token'),
    dataDir,
    version,
  }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
}

/** Says the one sentence, on the terminal and in a box, for who started it from a dock has no terminal. */
function fail(error: unknown): void {
  const refusal = refusalOf(error)
  const text = refusal ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.stderr.write(`${text}\n`)
  if (app.isPackaged) dialog.showErrorBox('Hookbench cannot start', text)
  app.exit(refusal === null ? 1 : 2)
}
