import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'

/** The page's commands that deserve a place in the menu bar: id in its command registry, label, shortcut. */
type Command = readonly [id: string, label: string, accelerator?: string]
const FILE: readonly Command[] = [
  ['newSource', 'New Source', 'CmdOrCtrl+N'],
  ['newEndpoint', 'New Endpoint', 'CmdOrCtrl+Shift+N'],
  ['compose', 'Send a Message', 'CmdOrCtrl+Enter'],
]
const FIND: readonly Command[] = [
  ['find', 'Find Requests', 'CmdOrCtrl+F'],
  ['palette', 'Command Palette', 'CmdOrCtrl+K'],
]
const SETTINGS: Command = ['settings', 'Settings', 'CmdOrCtrl+,']

/** Sets the menu bar. Commands go to the page, which knows whether they apply and does them. */
export function setMenu(window: () => BrowserWindow | null): void {
  const item = ([id, label, accelerator]: Command): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => window()?.webContents.send('hookbench:frame', JSON.stringify({ command: id })),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const mac = process.platform === 'darwin'
  const appMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      separator,
      item(SETTINGS),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      ...FILE.map(item),
      separator,
      ...(mac ? [{ role: 'close' } as const] : [item(SETTINGS), separator, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      ...FIND.map(item),
    ],
  }
  const menus = [...(mac ? [appMenu] : []), file, edit, { role: 'viewMenu' } as const, { role: 'windowMenu' } as const]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}
