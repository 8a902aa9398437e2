import type { Command, KeyOverrides } from './command.ts'
import { keysOf } from './command.ts'
import { compareCommands } from './compare.ts'
import { deliveryCommands } from './delivery.ts'
import { goCommands } from './go.ts'
import { listCommands } from './list.ts'
import { requestCommands } from './request.ts'
import { sourceCommands } from './sources.ts'
import { windowCommands } from './window.ts'

/** Every command, in the order in which palette and help show them. */
export const commands: readonly Command[] = [
  ...[...requestCommands, ...compareCommands].map(command => ({ ...command, view: 'requests' as const })),
  ...deliveryCommands,
  ...listCommands,
  ...goCommands,
  ...sourceCommands,
  ...windowCommands,
]

const KEY = 'hookbench.keys'

/** Keys that a person has set; none where storage is empty or cannot be read. */
export function loadOverrides(): KeyOverrides {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as KeyOverrides
  } catch {
    return {}
  }
}

export const overrides: KeyOverrides = loadOverrides()

export function commandOf(id: string): Command | undefined {
  return commands.find(command => command.id === id)
}

/** First key of a command, to show beside its name. */
export function keyOf(id: string): string | undefined {
  const command = commandOf(id)
  return command ? keysOf(command, overrides)[0] : undefined
}
