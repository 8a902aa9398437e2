import type { MenuItemConstructorOptions as Item } from 'electron'
import type { PageMenu, PageMenuItem } from '#contract/page-menu.ts'

/** Commands that have a customary place in a menu bar. All others are in the menu of their group, so that none is forgotten. */
const FILE = ['go.newSource', 'go.newEndpoint', 'go.compose', 'go.request']
const FIND = ['list.filter']
const SETTINGS = ['window.settings']
const HELP = ['window.help']
const PLACED = new Set([...FILE, ...FIND, ...SETTINGS, ...HELP])
/** The group that stands where every desktop has what changes the look of the window. */
const VIEW = 'window'

interface Options {
  readonly menus: readonly PageMenu[]
  readonly name: string
  readonly mac: boolean
  run(id: string): void
}

/** The menu bar: the standard roles, and every command of the page once. */
export function menuTemplate({ menus, name, mac, run }: Options): Item[] {
  const all = menus.flatMap(({ items }) => items)
  const item = (command: PageMenuItem): Item => ({
    id: command.id,
    label: command.label,
    enabled: command.enabled,
    ...keyOf(command, mac),
    click: () => run(command.id),
  })
  const placed = (ids: readonly string[]): Item[] => all.filter(({ id }) => ids.includes(id)).map(item)
  const others = (group: PageMenu | undefined): Item[] => (group?.items ?? []).filter(({ id }) => !PLACED.has(id)).map(item)
  const groups = menus.filter(({ id }) => id !== VIEW).map(menu => ({ label: menu.label, submenu: others(menu) }))

  const appMenu: Item = {
    label: name,
    submenu: parts(
      [{ role: 'about' }],
      placed(SETTINGS),
      [{ role: 'services' }],
      [{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }],
      [{ role: 'quit' }],
    ),
  }
  const edit: Item[] = [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]
  const zoom: Item[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }]
  const view = others(menus.find(({ id }) => id === VIEW))
  return [
    ...(mac ? [appMenu] : []),
    { label: 'File', submenu: mac ? parts(placed(FILE), [{ role: 'close' }]) : parts(placed(FILE), placed(SETTINGS), [{ role: 'quit' }]) },
    { label: 'Edit', submenu: parts([{ role: 'undo' }, { role: 'redo' }], edit, placed(FIND)) },
    { label: 'View', submenu: parts(view, zoom, [{ role: 'reload' }, { role: 'toggleDevTools' }]) },
    ...groups.filter(({ submenu }) => submenu.length > 0),
    { role: 'windowMenu' },
    { role: 'help', submenu: parts(placed(HELP), mac ? [] : [{ role: 'about' }]) },
  ]
}

/** Lists one below the other, with a line between those that have something. */
function parts(...lists: readonly Item[][]): Item[] {
  return lists.filter(list => list.length > 0).flatMap((list, at) => (at === 0 ? list : [{ type: 'separator' as const }, ...list]))
}

/** Keys that the roles of the menu bar have for themselves. */
const ROLES = /^CmdOrCtrl\+(Shift\+)?[ACVXZYQWMHR0]$|^CmdOrCtrl\+[+=-]$/

/**
 * The key beside a command. The menu shows it and the page handles it; the menu handles only keys a page never receives. macOS cannot show
 * a key without taking it: there a plain letter would be taken from someone typing, so it is left out.
 */
function keyOf({ key, keyOf: owner }: PageMenuItem, mac: boolean): Pick<Item, 'accelerator' | 'registerAccelerator'> {
  const accelerator = key === null ? null : acceleratorOf(key)
  if (accelerator === null || ROLES.test(accelerator) || (mac && !accelerator.includes('CmdOrCtrl'))) return {}
  return { accelerator, registerAccelerator: owner === 'menu' }
}

const NAMES: Readonly<Record<string, string>> = {
  $mod: 'CmdOrCtrl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
}

/** Electron's notation of a key; null for a sequence (`g a`), which no menu knows. */
export function acceleratorOf(key: string): string | null {
  const words = key.split('+')
  if (key.includes(' ') || words.includes('')) return null
  return words.map(word => NAMES[word] ?? (word.length === 1 ? word.toUpperCase() : word)).join('+')
}
