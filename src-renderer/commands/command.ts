import type { AppState } from '../state/types.ts'

/** One thing that the window can do. Keyboard, palette, help sheet and context menus all read this one shape. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: 'request' | 'delivery' | 'list' | 'go' | 'window'
  /** What finds it in the palette beside its title and group, e.g. what others call it. */
  readonly words?: string
  /** Only while the middle zone shows these: two commands of different views may share a key. Absent = always. */
  readonly view?: AppState['view']
  /** Default keys in tinykeys' notation; `$mod` is Ctrl, on a Mac Cmd. Empty = none. */
  readonly keys: readonly string[]
  /** Its key in a desktop's menu bar, where a browser keeps that key for itself. Holds as long as nobody has set other `keys`. */
  readonly menuKey?: string
  /** False: not offered, and its keys do nothing. */
  when?(state: AppState): boolean
  run(): void | Promise<void>
}

/** Keys that a person has set, by command id; an empty list turns a command's keys off. */
export type KeyOverrides = Readonly<Record<string, readonly string[]>>

/** The keys of a command in force. */
export function keysOf(command: Command, overrides: KeyOverrides): readonly string[] {
  return overrides[command.id] ?? command.keys
}

/** Commands that share a key in force, by key: only the first of them would run. */
export function conflicts(commands: readonly Command[], overrides: KeyOverrides): Map<string, string[]> {
  const owners = new Map<string, Command[]>()
  for (const command of commands) {
    for (const key of keysOf(command, overrides)) owners.set(key, [...(owners.get(key) ?? []), command])
  }
  const met = ({ view }: Command, index: number, all: readonly Command[]) =>
    all.some((other, at) => at !== index && (view === undefined || other.view === undefined || other.view === view))
  return new Map([...owners].map(([key, all]) => [key, all.filter(met).map(({ id }) => id)] as const).filter(([, ids]) => ids.length > 0))
}

/** Can it run as the window stands? */
export function available(command: Command, state: AppState): boolean {
  return (command.view === undefined || command.view === state.view) && command.when?.(state) !== false
}
