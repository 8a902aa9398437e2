import { ArrowUp } from 'lucide-react'
import { commandOf } from '../../commands/registry.ts'
import { setPaused } from '../../state/requests.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'

/** What came in while the list was scrolled away or paused: said quietly, shown when asked for. */
export function NewPill() {
  const waiting = useApp(state => state.pending.length + state.pendingMore)
  const mayHaveChanged = useApp(state => state.mayHaveChanged)
  if (waiting === 0 && !mayHaveChanged) return null
  return (
    <button
      type="button"
      onClick={() => {
        setPaused(false)
        void commandOf('list.newest')?.run()
      }}
      className="popup absolute top-8 left-1/2 z-10 inline-flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full border border-accent/50 bg-raised px-3 font-medium text-accent-ink shadow-float hover:bg-accent-soft"
    >
      <ArrowUp className="size-3.5" aria-hidden />
      {waiting > 0 ? en.list.newCount(waiting) : listText.mayHaveChanged}
    </button>
  )
}
