import type { BrowserWindow } from 'electron'
import { createWindow, focusWindow, openItem } from './window.ts'

export interface MainWindow {
  /** Null while it is closed: on macOS, or in the tray from the start. */
  current(): BrowserWindow | null
  /** Brings it to the front; makes it when it is not there. */
  show(): BrowserWindow
  /** Shows one thing in it. */
  open(type: string, id: string | null): void
  /** Has the page run one of its commands, as soon as it is there. */
  run(command: string): void
  /** The page has told its commands: from now on it hears what is chosen. */
  ready(): void
}

/** @param made called with each window that is made: the application has one at a time, and on macOS many in its life */
export function mainWindow(entry: string, made: (window: BrowserWindow) => void): MainWindow {
  let window: BrowserWindow | null = null
  let ready = false
  let waiting: string[] = []

  const show = (): BrowserWindow => {
    if (window !== null) {
      focusWindow(window)
      return window
    }
    window = createWindow(entry)
    window.once('closed', () => {
      window = null
      ready = false
    })
    made(window)
    return window
  }
  const send = (command: string): void => window?.webContents.send('hookbench:frame', JSON.stringify({ command }))
  return {
    current: () => window,
    show,
    open: (type, id) => openItem(show(), type, id),
    run(command) {
      if (ready) return send(command)
      waiting.push(command)
      show()
    },
    ready() {
      ready = true
      const commands = waiting
      waiting = []
      for (const command of commands) send(command)
    },
  }
}
