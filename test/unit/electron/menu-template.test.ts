import type { MenuItemConstructorOptions as Item } from 'electron'
import { expect, test } from 'vitest'
import type { PageMenu } from '#contract/page-menu.ts'
import { acceleratorOf, menuTemplate } from '../../../src-main/electron/menu-template.ts'

const command = (id: string, key: string | null = null, keyOf: 'page' | 'menu' = 'page') => ({ id, label: id, key, keyOf, enabled: true })
const menus: PageMenu[] = [
  { id: 'request', label: 'Request', items: [command('request.pin', 'p')] },
  { id: 'go', label: 'Go', items: [command('go.newSource', '$mod+n', 'menu'), command('go.all', 'g a')] },
  { id: 'novel', label: 'Novel', items: [command('novel.one')] },
  {
    id: 'window',
    label: 'Window',
    items: [command('window.settings', '$mod+,'), command('window.help', '?'), command('window.rail')],
  },
]
const flat = (items: readonly Item[]): Item[] => items.flatMap(item => [item, ...flat((item.submenu as Item[]) ?? [])])
const bar = (mac: boolean, run: (id: string) => void = () => {}) => menuTemplate({ menus, name: 'Hookbench', mac, run })

test.each([true, false])('every command is in the bar once, also of a group that nobody has thought of (mac: %s)', mac => {
  const ids = flat(bar(mac)).flatMap(({ id }) => id ?? [])
  expect(ids.toSorted()).toEqual(menus.flatMap(({ items }) => items.map(({ id }) => id)).toSorted())
})

test('settings and quitting are where each system has them', () => {
  const inMenu = (mac: boolean, label: string) => flat([bar(mac).find(each => each.label === label) ?? {}])
  expect(inMenu(true, 'Hookbench').map(({ id, role }) => id ?? role)).toEqual(expect.arrayContaining(['window.settings', 'quit', 'hide']))
  expect(inMenu(false, 'File').map(({ id, role }) => id ?? role)).toEqual(expect.arrayContaining(['window.settings', 'quit']))
  expect(bar(false).map(({ label, role }) => label ?? role)).toEqual([
    'File',
    'Edit',
    'View',
    'Request',
    'Go',
    'Novel',
    'windowMenu',
    'help',
  ])
})

test('what is chosen is told by its id', () => {
  const ran: string[] = []
  const item = flat(bar(false, id => void ran.push(id))).find(({ id }) => id === 'request.pin') as { click(): void }
  item.click()
  expect(ran).toEqual(['request.pin'])
})

test('macOS takes whatever key a menu shows, so a plain letter is not shown there', () => {
  const keys = (mac: boolean, id: string) => flat(bar(mac)).find(each => each.id === id)
  expect(keys(false, 'request.pin')).toMatchObject({ accelerator: 'P', registerAccelerator: false })
  expect(keys(true, 'request.pin')?.accelerator).toBeUndefined()
  expect(keys(true, 'go.newSource')).toMatchObject({ accelerator: 'CmdOrCtrl+N', registerAccelerator: true })
})

test.each([
  ['$mod+k', 'CmdOrCtrl+K'],
  ['$mod+Shift+Backspace', 'CmdOrCtrl+Shift+Backspace'],
  ['Shift+ArrowDown', 'Shift+Down'],
  ['Escape', 'Esc'],
  ['?', '?'],
  ['g a', null],
  ['$mod++', null],
])('%s is %s', (key, accelerator) => {
  expect(acceleratorOf(key)).toBe(accelerator)
})
