import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { inspectText as t } from '../../../strings/inspect.ts'
import { IconButton } from '../../../ui/button.tsx'
import { count } from '../../../ui/format.ts'
import { Input } from '../../../ui/input.tsx'
import { MAX_MATCHES } from './find.ts'

/** What is looked for in a body, and which of the places is the one in view. Null = nobody looks for anything. */
export interface Finding {
  readonly query: string | null
  readonly at: number
  readonly total: number
}

/** The state of a search; each viewer tells how many places it found. */
export interface Finder extends Finding {
  set(query: string | null): void
  step(by: number): void
  tell(total: number): void
}

/** Opens the search. `closed` = it was open just now: the focus comes back to here. */
export function FindButton({ finder, closed, onLeave }: { finder: Finder; closed: boolean; onLeave(): void }) {
  return (
    <IconButton size="small" autoFocus={closed} label={t.find.open} icon={<Search />} onClick={() => finder.set('')} onBlur={onLeave} />
  )
}

/** The field, in a line of its own: what else is in the bar stays where it is. Enter goes to the next place, Shift+Enter to the one before. */
export function FindBar({ finder }: { finder: Finder }) {
  const { query, at, total } = finder
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> would be a landmark inside a landmark
    <div role="search" className="flex basis-full items-center gap-1">
      <Input
        autoFocus
        aria-label={t.find.label}
        placeholder={t.find.label}
        className="h-6 flex-1"
        value={query ?? ''}
        onChange={event => finder.set(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') finder.set(null)
          else finder.step(event.shiftKey ? -1 : 1)
        }}
      />
      <span role="status" className="min-w-14 text-ink-2 text-small tabular-nums">
        {query === null || query === ''
          ? ''
          : total === 0
            ? t.find.none
            : t.find.of(at + 1, total >= MAX_MATCHES ? `${count(MAX_MATCHES)}+` : count(total))}
      </span>
      <IconButton size="small" label={t.find.previous} icon={<ChevronUp />} disabled={total === 0} onClick={() => finder.step(-1)} />
      <IconButton size="small" label={t.find.next} icon={<ChevronDown />} disabled={total === 0} onClick={() => finder.step(1)} />
      <IconButton size="small" label={t.find.close} icon={<X />} onClick={() => finder.set(null)} />
    </div>
  )
}
