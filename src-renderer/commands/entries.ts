import { app } from '../state/store.ts'
import type { MenuEntry } from '../ui/menu.tsx'
import { type Command, keysOf } from './command.ts'
import { commands, overrides } from './registry.ts'

/** The commands of a group that can run now, as entries of a context menu. */
export function commandEntries(group: Command['group']): MenuEntry[] {
  return commands
    .filter(command => command.group === group && command.when?.(app()) !== false)
    .map(command => ({
      id: command.id,
      label: command.title,
      keys: keysOf(command, overrides)[0],
      danger: command.id === 'request.delete',
      separated: command.id === 'request.delete',
      run: () => void command.run(),
    }))
}
