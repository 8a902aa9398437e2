import { checkCommands, checkRequestCommands } from './check.ts'
import type { Command, KeyOverrides } from './command.ts'
import { keysOf } from './command.ts'
import { compareCommands } from './compare.ts'
import { deliveryCommands } from './delivery.ts'
import { goCommands } from './go.ts'
import { listCommands } from './list.ts'
import { requestCommands } from './request.ts'
import { settingsCommands } from './settings.ts'
import { sourceCommands } from './sources.ts'
import { windowCommands } from './window.ts'

/** Every command, in the order in which palette and help show them. */
export const commands: readonly Command[] = [
  ...[...requestCommands, ...checkRequestCommands, ...compareCommands].map(command => ({ ...command, view: 'requests' as const })),
  ...deliveryCommands,
  ...listCommands,
  ...goCommands,
  ...sourceCommands,
  ...checkCommands,
  ...windowCommands,
  ...settingsCommands,
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

export let overrides: KeyOverrides = loadOverrides()
const listeners = new Set<() => void>()

/** Called when keys were set. Returns the function that stops. */
export function onKeysSet(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Sets the keys of a command: an empty list turns them off, null gives it its own again. */
export function setKeys(id: string, keys: readonly string[] | null): void {
  const { [id]: _, ...others } = overrides
  overrides = keys === null ? others : { ...others, [id]: keys }
  try {
    localStorage.setItem(KEY, JSON.stringify(overrides))
  } catch {
    // A browser that keeps nothing: the keys hold as long as the page.
  }
  for (const listener of listeners) listener()
}

export function commandOf(id: string): Command | undefined {
  return commands.find(command => command.id === id)
}

/** First key of a command, to show beside its name. */
export function keyOf(id: string): string | undefined {
  const command = commandOf(id)
  return command ? keysOf(command, overrides)[0] : undefined
}
