import { type IpcMainEvent, ipcMain, type WebContents } from 'electron'
import type { Duplex } from '#contract/frames.ts'
import { type PageMenu, pageMenus } from '#contract/page-menu.ts'
import { portDuplex } from '#transport/port-duplex.ts'
import { isOurs } from './origin.ts'

const CHANNEL = 'hookbench:frame'

/** One document of one window: a reload is a new connection, for the page has forgotten what it subscribed to. */
interface Connection {
  readonly duplex: Duplex
  receive(text: string): void
}

function connection(contents: WebContents): Connection {
  let receive = (_: string): void => {}
  const duplex = portDuplex({
    post: text => contents.send(CHANNEL, text),
    onMessage: listener => {
      receive = listener
    },
    onClose: () => {},
    close: () => {},
  })
  return { duplex, receive: text => receive(text) }
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
    const made = connection(contents)
    connections.set(id, made)
    const end = (): void => made.duplex.close()
    const leave = (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }): void => {
      if (details.isMainFrame && !details.isSameDocument) end()
    }
    contents.on('destroyed', end)
    contents.on('did-start-navigation', leave)
    // Whoever closed it: what the document sends next begins a new one, and the window, which outlives many, keeps no listener of it.
    made.duplex.onClose(() => {
      connections.delete(id)
      contents.off('destroyed', end)
      contents.off('did-start-navigation', leave)
    })
    serve(made.duplex)
    return made
  }

  ipcMain.on(CHANNEL, (event, text: unknown) => {
    if (typeof text !== 'string' || !isTrusted(event)) return
    // Beside the frames, as what the menu bar sends back: it is no business of the core.
    if (text.startsWith('{"menu":')) {
      const menus = menusOf(text)
      if (menus) onMenu(menus)
    } else (connections.get(event.sender.id) ?? connect(event.sender)).receive(text)
  })
}

/** Only the top frame of a page of ours: a frame within it, or a page that a bug let in, is nobody we know. */
function isTrusted(event: IpcMainEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && isOurs(frame.url)
}

/** A page's commands; null where they are not what was agreed. */
function menusOf(text: string): readonly PageMenu[] | null {
  try {
    return pageMenus.safeParse(JSON.parse(text).menu).data ?? null
  } catch {
    return null
  }
}
