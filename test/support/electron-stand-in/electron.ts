/**
 * Stands in for Electron's main-process API, as far as our host uses it, with a real Chromium for its windows. It is the host's
 * built bundle, the built preload and the built page that run: what is played here is only the machinery between them.
 */
import './control.ts'

export { app } from './app.ts'
export { clipboard, dialog, Menu, Notification, safeStorage, session, shell, Tray } from './desk.ts'
export { ipcMain } from './ipc.ts'
export { net, powerMonitor, screen } from './machine.ts'
export { protocol } from './protocol.ts'
export { BrowserWindow } from './window.ts'
