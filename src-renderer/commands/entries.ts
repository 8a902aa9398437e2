import { app } from '../state/store.ts'
import type { MenuEntry } from '../ui/menu.tsx'
import { available, type Command, keysOf } from './command.ts'
import { commands, overrides } from './registry.ts'

const dangerous: ReadonlySet<string> = new Set(['request.delete', 'delivery.purge'])

/** The commands of a group that can run now, as entries of a context menu; what cannot be taken back comes last, apart from the rest. */
export function commandEntries(group: Command['group']): MenuEntry[] {
  return commands
    .filter(command => command.group === group && available(command, app()))
    .map(command => ({
      id: command.id,
      label: command.title,
      keys: keysOf(command, overrides)[0],
      danger: dangerous.has(command.id),
      separated: dangerous.has(command.id),
      run: () => void command.run(),
    }))
    .sort((a, b) => Number(a.danger) - Number(b.danger))
}
