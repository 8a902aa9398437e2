import { join } from 'node:path'
import { app, dialog, powerMonitor, session } from 'electron'
import { parseServeOptions, type ServeOptions } from '#node/cli.ts'
import { systemClock } from '#node/clock.ts'
import { type Host, startHost } from '#node/host.ts'
import { stderrLog } from '#node/log.ts'
import { pathsFrom } from '#node/paths.ts'
import { writePrivateFile } from '#node/private-file.ts'
import { systemRandom } from '#node/random.ts'
import { refusalOf } from '#node/refusal.ts'
import { serveDuplex } from '#transport/rpc-server.ts'
import { closeToTray } from './close.ts'
import { DEEP_LINK_SCHEME, type DeepLink, deepLinkIn } from './deep-link.ts'
import { watchDesk } from './desk.ts'
import { identify } from './identity.ts'
import { serveIpc } from './ipc.ts'
import { listenForLinks } from './links.ts'
import { loginItem, startedHidden } from './login.ts'
import { mainWindow } from './main-window.ts'
import { createMenu } from './menu.ts'
import { denyPermissions } from './navigation.ts'
import { nativeNotifier } from './notifier.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { stopBeforeQuit } from './quit.ts'
import { quitQuestion } from './quit-question.ts'
import { desktopSecrets } from './secrets.ts'
import { followSettings } from './settings.ts'
import { createTray } from './tray.ts'
import { desktopUpdater } from './updates.ts'

/** Our flags in Electron's arguments, which hold Chromium's switches too. The launcher writes them as `--flag=value`. */
const OURS = /^--(data-dir|receiver-port|ui-port|token)=/

/** The desktop host. Returns at once; everything else follows when Electron is ready. @param entry `import.meta.url` of index.ts */
export function main(entry: string, version: string): void {
  // As `npm run serve` does: see the launcher's README.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=32')
  registerScheme()
  identify()
  const links = listenForLinks()
  try {
    const given = process.argv.filter(arg => OURS.test(arg))
    const flags = parseServeOptions(given)
    // Chromium's profile lies beside our data, so that two data folders are two applications.
    if (flags !== 'help') app.setPath('userData', join(flags.dataDir, 'window'))
    // The instance that is there hears `second-instance` and comes to the front.
    if (flags === 'help' || !app.requestSingleInstanceLock()) app.exit(0)
    else
      app
        .whenReady()
        .then(() => run({ entry, version, flags, given, links }))
        .catch(fail)
  } catch (error) {
    fail(error)
  }
}

interface Run {
  readonly entry: string
  readonly version: string
  readonly flags: ServeOptions
  /** Ours among the arguments, as they were written. */
  readonly given: readonly string[]
  readonly links: ReturnType<typeof listenForLinks>
}

async function run({ entry, version, flags, given, links }: Run): Promise<void> {
  const log = stderrLog()
  const tray = createTray(entry)
  const login = loginItem(given)
  const updater = desktopUpdater(systemClock, log)
  let closesToTray = (): boolean => false
  const window = mainWindow(entry, made => closeToTray(made, { wanted: () => closesToTray() }))
  const notifier = nativeNotifier(({ type, id }) => window.open(type, id))
  const host: Host = await startHost({
    flags,
    version,
    capabilities: { tray: tray !== null, openAtLogin: login !== null },
    servesUi: false,
    onFatal: message => fail(new Error(message)),
    ports: async dataDir => ({
      clock: systemClock,
      random: systemRandom,
      secrets: await desktopSecrets(dataDir),
      notifier,
      log,
      paths: pathsFrom(entry, dataDir),
      updater,
      machine: { onResume: listener => powerMonitor.on('resume', listener) },
    }),
  })
  const { core, ports } = host
  const { services, hub } = core
  const quit = stopBeforeQuit({
    mayQuit: quitQuestion({ services, hub, window: window.current, show: () => window.show() }),
    stop: () => host.stop(),
  })
  // Scripts find the token here: the window needs none, and a line on a terminal that nobody reads helps nobody.
  writePrivateFile(join(flags.dataDir, 'api-token'), host.token)

  denyPermissions(session.defaultSession)
  serveScheme(ports.paths.ui, core, log)
  const menu = createMenu(window.run)
  serveIpc(
    duplex => serveDuplex(duplex, { services, hub, log }),
    menus => {
      menu.show(menus)
      window.ready()
    },
  )
  const settings = await followSettings({ services, hub, log, login, updates: updater.setWanted })
  closesToTray = () => tray !== null && settings.current().closeToTray && !quit.ending()
  if (tray) {
    tray.attach({ services, log, show: () => window.show(), open: type => window.open(type, null), quit: () => app.quit() })
    watchDesk({ services, hub, receiver: core.receiverUrl, log, changed: tray.update })
  }

  const follow = (link: DeepLink | null): void => {
    if (link) window.open(link.type, link.id)
    else window.show()
  }
  app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME)
  app.on('activate', () => window.show())
  const link = deepLinkIn(process.argv)
  // Without a tray there would be nothing to open it by.
  if (link || !tray || !startedHidden()) follow(link)
  links.open(follow)
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
