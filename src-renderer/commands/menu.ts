import type { PageMenu, PageMenuItem } from '#contract/page-menu.ts'
import { hasHostMenu, onHostCommand, tellHostMenu } from '../link/host.ts'
import { app, store } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { en } from '../strings/en.ts'
import { available, type Command, type KeyOverrides, keysOf } from './command.ts'
import { commandOf, commands, onKeysSet, overrides } from './registry.ts'

/** Changes of the window come by the dozen; the menu bar is told of the last of them, after so many ms. */
const GATHER_MS = 100

/** Keeps the desktop's menu bar as the commands are, and runs what is chosen there. Returns the function that stops. */
export function followMenu(): () => void {
  if (!hasHostMenu()) return () => {}
  let told = ''
  let timer: ReturnType<typeof setTimeout> | null = null
  const tell = () => {
    timer = null
    const menus = menusOf(app(), overrides)
    const text = JSON.stringify(menus)
    if (text !== told) tellHostMenu(menus)
    told = text
  }
  const later = () => {
    timer ??= setTimeout(tell, GATHER_MS)
  }
  const stops = [onHostCommand(runMenuItem), store.subscribe(later), onKeysSet(later)]
  tell()
  return () => {
    for (const stop of stops) stop()
    if (timer) clearTimeout(timer)
  }
}

/** All commands by group, as a menu bar shows them. */
export function menusOf(state: AppState, set: KeyOverrides): PageMenu[] {
  const groups = [...new Set(commands.map(({ group }) => group))]
  return groups.map(group => ({
    id: group,
    label: en.groups[group],
    items: commands
      .filter(command => command.group === group)
      .map(command => ({ id: command.id, label: command.title, ...keyOf(command, set), enabled: runnable(command, state) })),
  }))
}

function keyOf(command: Command, set: KeyOverrides): Pick<PageMenuItem, 'key' | 'keyOf'> {
  if (command.menuKey !== undefined && set[command.id] === undefined) return { key: command.menuKey, keyOf: 'menu' }
  // Of several the one with a modifier, which a menu can show on every system.
  const keys = keysOf(command, set)
  return { key: keys.find(key => key.includes('$mod')) ?? keys[0] ?? null, keyOf: 'page' }
}

/** Nothing runs while a dialog is open: it holds unsaved work. */
const runnable = (command: Command, state: AppState): boolean => state.dialog === null && available(command, state)

/** What was chosen in the menu bar. What is unknown, or can no longer run, does nothing. */
function runMenuItem(id: string): void {
  const command = commandOf(id)
  if (command && runnable(command, app())) void command.run()
}
