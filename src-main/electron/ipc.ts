import { type IpcMainEvent, ipcMain, type WebContents } from 'electron'
import type { Duplex, Frame } from '#contract/frames.ts'
import { type PageMenu, pageMenus } from '#contract/page-menu.ts'
import { isOurs } from './origin.ts'

const CHANNEL = 'hookbench:frame'

/** One document of one window: a reload is a new connection, for the page has forgotten what it subscribed to. */
class Connection implements Duplex {
  readonly #contents: WebContents
  readonly #frames: ((frame: Frame) => void)[] = []
  readonly #closes: (() => void)[] = []
  #closed = false

  constructor(contents: WebContents) {
    this.#contents = contents
  }

  send(frame: Frame): void {
    if (!this.#closed && !this.#contents.isDestroyed()) this.#contents.send(CHANNEL, JSON.stringify(frame))
  }
  onFrame(listener: (frame: Frame) => void): void {
    this.#frames.push(listener)
  }
  onClose(listener: () => void): void {
    this.#closes.push(listener)
  }
  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const listener of this.#closes) listener()
  }
  receive(frame: Frame): void {
    for (const listener of this.#frames) listener(frame)
  }
}

/**
 * Listens for frames of our pages and gives each document a Duplex.
 * @param serve called with the connection when a document sends its first frame
 * @param onMenu called with a page's commands: at its start, and whenever they change
 */
export function serveIpc(serve: (duplex: Duplex) => void, onMenu: (menus: readonly PageMenu[]) => void): void {
  const connections = new Map<number, Connection>()

  const connect = (contents: WebContents): Connection => {
    const { id } = contents
    const connection = new Connection(contents)
    connections.set(id, connection)
    const end = (): void => connection.close()
    const leave = (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }): void => {
      if (details.isMainFrame && !details.isSameDocument) end()
    }
    contents.on('destroyed', end)
    contents.on('did-start-navigation', leave)
    // Whoever closed it: what the document sends next begins a new one, and the window, which outlives many, keeps no listener of it.
    connection.onClose(() => {
      connections.delete(id)
      contents.off('destroyed', end)
      contents.off('did-start-navigation', leave)
    })
    serve(connection)
    return connection
  }

  ipcMain.on(CHANNEL, (event, text: unknown) => {
    if (!isTrusted(event)) return
    const frame = parse(text)
    // Beside the frames, as what the menu bar sends back: it is no business of the core.
    if (frame !== null && 'menu' in frame) {
      const { success, data } = pageMenus.safeParse(frame.menu)
      if (success) onMenu(data)
    } else if (frame) (connections.get(event.sender.id) ?? connect(event.sender)).receive(frame)
  })
}

/** Only the top frame of a page of ours: a frame within it, or a page that a bug let in, is nobody we know. */
function isTrusted(event: IpcMainEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && isOurs(frame.url)
}

function parse(text: unknown): Frame | null {
  if (typeof text !== 'string') return null
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as Frame) : null
  } catch {
    return null
  }
}
