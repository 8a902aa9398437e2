import { type BrowserWindow, dialog, type Session, shell } from 'electron'
import { ENTRY, isOurs, isWeb } from './origin.ts'

/** Only writing text to the clipboard: everything else that a page can ask for (camera, files, notifications ..) we never need. */
const ALLOWED = new Set(['clipboard-sanitized-write'])

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(ALLOWED.has(permission) && isOurs(contents.getURL())))
  session.setPermissionCheckHandler((_contents, permission, origin) => ALLOWED.has(permission) && isOurs(origin))
  session.setDevicePermissionHandler(() => false)
}

/**
 * The window shows our page and nothing else, ever: captured webhooks are full of links and markup that strangers wrote.
 * A link out opens in the system's browser, after the person has seen where it leads.
 */
export function denyNavigation(window: BrowserWindow): void {
  const { webContents } = window
  webContents.on('will-navigate', event => {
    // The page may load itself again: that is the same document with the same rights.
    if (event.url.split('#')[0] === ENTRY) return
    event.preventDefault()
    void offerLink(window, event.url)
  })
  webContents.on('will-frame-navigate', event => {
    if (!event.isMainFrame) event.preventDefault()
  })
  webContents.on('will-redirect', event => event.preventDefault())
  webContents.on('will-attach-webview', event => event.preventDefault())
  webContents.setWindowOpenHandler(({ url }) => {
    void offerLink(window, url)
    return { action: 'deny' }
  })
}

async function offerLink(window: BrowserWindow, url: string): Promise<void> {
  if (!isWeb(url)) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this link in your browser?',
    detail: url.slice(0, 500),
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  if (response === 0) await shell.openExternal(url)
}
