import { scopeCount } from '../../state/scope.ts'
import { useApp } from '../../state/store.ts'
import type { Count } from '../../state/types.ts'
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

/** The bottom line: how much there is, how much is hidden, what is kept. */
export function StatusLine() {
  const shown = useApp(state => state.counts.shown)
  const paused = useApp(state => state.paused)
  const loading = useApp(state => state.loading)
  const waiting = useApp(state => state.pending.length + state.pendingMore)
  const maxBytes = useApp(state => state.settings?.maxBytes)
  const version = useApp(state => state.info?.version)
  const filtered = useApp(state => state.filter !== '')
  const scoped = useApp(scopeCount)
  const hidden = filtered ? hiddenText(scoped, shown) : null
  const parts = [
    scoped ? en.status.all(scoped.text, scoped.count === 1) : null,
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
