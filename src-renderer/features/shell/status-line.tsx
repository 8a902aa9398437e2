import { useApp } from '../../state/store.ts'
import type { AppState, Count } from '../../state/types.ts'
import { en } from '../../strings/en.ts'
import { bytes, count } from '../../ui/format.ts'

/**
 * How many of `inScope` the typed filter hides, as text; null when it hides none or that cannot be said: two counts that stop at
 * 10,000 have no difference.
 */
export function hiddenText(inScope: Count | null, shown: Count | null): string | null {
  if (!inScope || !shown?.exact || inScope.count <= shown.count) return null
  return `${count(inScope.count - shown.count)}${inScope.exact ? '' : '+'}`
}

/** How many there are of what the rail has chosen. */
function inScope(state: AppState): Count | null {
  if (state.scope.kind === 'source') return state.sourceStats[state.scope.id]?.count ?? null
  return state.scope.kind === 'inbox' ? state.counts.inbox : state.counts.all
}

/** The bottom line: how much there is, how much is hidden, what is kept. */
export function StatusLine() {
  const { all, shown } = useApp(state => state.counts)
  const paused = useApp(state => state.paused)
  const loading = useApp(state => state.loading)
  const waiting = useApp(state => state.pending.length + state.pendingMore)
  const maxBytes = useApp(state => state.settings?.maxBytes)
  const version = useApp(state => state.info?.version)
  const filtered = useApp(state => state.filter !== '')
  const scoped = useApp(inScope)
  const hidden = filtered ? hiddenText(scoped, shown) : null
  const parts = [
    all ? en.status.all(all.text, all.count === 1) : null,
    hidden ? en.status.hidden(hidden) : null,
    paused ? en.status.paused : null,
    waiting > 0 ? en.status.waiting(waiting) : null,
    loading ? en.status.loading : null,
  ].filter(Boolean)
  return (
    <footer className="flex h-6 shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t bg-panel px-3 text-ink-2 text-small">
      <span className="truncate">{parts.join(' · ')}</span>
      <span className="ml-auto truncate text-ink-3">
        {[maxBytes ? en.status.retention(bytes(maxBytes)) : null, version].filter(Boolean).join(' · ')}
      </span>
    </footer>
  )
}
