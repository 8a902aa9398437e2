import { fileURLToPath } from 'node:url'
import { BrowserWindow, screen } from 'electron'
import { denyNavigation } from './navigation.ts'
import { backOnScreen } from './on-screen.ts'
import { ENTRY } from './origin.ts'
import { picture } from './pictures.ts'

/** The one window. Its place, size and display mode are kept by Electron under its name. */
export function createWindow(entry: string): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    title: 'Hookbench',
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    // Shown before the page has painted, so that a dark system does not flash white.
    backgroundColor: '#101114',
    // Elsewhere the system takes the executable's own.
    ...(process.platform === 'linux' ? { icon: picture(entry, 'icon.png') } : {}),
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/index.cjs', entry)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  denyNavigation(window)
  keepOnScreen(window)
  window.once('ready-to-show', () => window.show())
  load(window, ENTRY)
  return window
}

/** A screen that was unplugged, while it ran or since, must not keep the window. */
function keepOnScreen(window: BrowserWindow): void {
  const recover = (): void => {
    const main = screen.getPrimaryDisplay()
    const displays = [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)]
    const place = backOnScreen(
      window.getNormalBounds(),
      displays.map(({ workArea }) => workArea),
    )
    if (place) window.setBounds(place)
  }
  window.once('persisted-state-restored', recover)
  screen.on('display-removed', recover)
  screen.on('display-metrics-changed', recover)
  window.once('closed', () => {
    screen.off('display-removed', recover)
    screen.off('display-metrics-changed', recover)
  })
}

/** Brings a window to the front, from the dock or from behind. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Opens an item in the page by its hash: the same document, so nothing that is being written is lost. */
export function openItem(window: BrowserWindow, type: string, id: string | null): void {
  focusWindow(window)
  load(window, `${ENTRY}#/${type}${id === null ? '' : `/${encodeURIComponent(id)}`}`)
}

function load(window: BrowserWindow, url: string): void {
  // Rejects when the window closes, or another item is opened, before it has loaded. Neither is an error.
  window.loadURL(url).catch(() => undefined)
}
