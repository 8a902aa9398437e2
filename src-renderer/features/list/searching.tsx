import { SearchIcon } from 'lucide-react'
import { stopSearch } from '../../state/requests.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { exactTime } from '../../ui/format.ts'

/** Below the rows while a long search goes on for more, or has been stopped: how far back it has looked. */
export function SearchStrip() {
  const search = useApp(state => state.search)
  const loading = useApp(state => state.loading)
  if (!search || !(loading || search.stopped)) return null
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-t bg-panel px-3 text-ink-2 text-small">
      <span className="min-w-0 flex-1 truncate">{(search.stopped ? en.search.stopped : en.search.going)(exactTime(search.backTo))}</span>
      <StopOrGoOn stopped={search.stopped} />
    </div>
  )
}

/** The list while a long search has found nothing so far. */
export function SearchingEmpty() {
  const search = useApp(state => state.search)
  if (!search) return null
  return (
    <Empty
      icon={<SearchIcon />}
      title={search.stopped ? en.search.stoppedTitle : en.search.goingTitle}
      actions={<StopOrGoOn stopped={search.stopped} />}
    >
      {(search.stopped ? en.search.stopped : en.search.going)(exactTime(search.backTo))}
    </Empty>
  )
}

function StopOrGoOn({ stopped }: { stopped: boolean }) {
  return (
    <Button size="small" onClick={() => stopSearch(!stopped)}>
      {stopped ? en.search.goOn : en.search.stop}
    </Button>
  )
}
