const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)
const names: Record<string, string> = isMac
  ? { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
  : { $mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }

/** Parts of a combination in tinykeys' notation (`$mod+k`, or `g a` for one after the other) as this keyboard names them. */
export function keyNames(keys: string): string[] {
  return keys.split(/[+ ]/).map(key => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

/** One key cap. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-small border border-line bg-sunken px-1 font-ui text-ink-2 text-micro">
      {children}
    </kbd>
  )
}

/** A whole combination. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5">
      {keyNames(keys).map(part => (
        <Kbd key={part}>{part}</Kbd>
      ))}
    </span>
  )
}
