import { useApp } from '../../state/store.ts'
import type { Count } from '../../state/types.ts'
import { en } from '../../strings/en.ts'
import { bytes, count } from '../../ui/format.ts'

/** How many rows the question hides, as text; null when it hides none. Inexact counts are not subtracted: the result would lie. */
export function hiddenText(all: Count | null, shown: Count | null): string | null {
  if (!all || !shown) return null
  if (!shown.exact) return null
  if (!all.exact) return `${count(all.count - shown.count)}+`
  return all.count > shown.count ? count(all.count - shown.count) : null
}

/** The bottom line: how much there is, how much is hidden, what is kept. */
export function StatusLine() {
  const { all, shown } = useApp(state => state.counts)
  const paused = useApp(state => state.paused)
  const loading = useApp(state => state.loading)
  const waiting = useApp(state => state.pending.length + state.pendingMore)
  const maxBytes = useApp(state => state.settings?.maxBytes)
  const version = useApp(state => state.info?.version)
  const hidden = hiddenText(all, shown)
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
