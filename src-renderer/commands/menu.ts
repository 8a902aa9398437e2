import { app } from '../state/store.ts'
import { available } from './command.ts'
import { commandOf } from './registry.ts'

/** Ids of the desktop's menu bar (src-main/electron/menu.ts), and the commands that they are here. */
const menu: Readonly<Record<string, string>> = {
  newSource: 'go.newSource',
  newEndpoint: 'go.newEndpoint',
  compose: 'go.compose',
  find: 'list.filter',
  settings: 'window.settings',
  palette: 'window.palette',
}

/** Runs what was chosen in the menu bar. What is unknown does nothing, and so does everything while a dialog is open: it holds unsaved work. */
export function runMenuItem(id: string): void {
  const command = Object.hasOwn(menu, id) ? commandOf(menu[id] ?? '') : undefined
  if (!command || app().dialog !== null || !available(command, app())) return
  void command.run()
}
