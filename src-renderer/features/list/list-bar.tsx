import { Eraser, Pause, Play, Rows3 } from 'lucide-react'
import { commandOf, keyOf } from '../../commands/registry.ts'
import { setPaused } from '../../state/requests.ts'
import { currentView } from '../../state/scope.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'

/** What the list shows, the URL that fills it, and pause. */
export function ListBar() {
  const paused = useApp(state => state.paused)
  const scope = useApp(state => state.scope)
  const source = useApp(state => state.sources.find(candidate => state.scope.kind === 'source' && candidate.id === state.scope.id))
  const shown = useApp(state => state.counts.shown?.text)
  const view = useApp(state => currentView(state)?.name)
  const title = scope.kind === 'all' ? (view ?? en.rail.all) : scope.kind === 'inbox' ? en.rail.inbox : (source?.name ?? '')
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-1.5 pl-3">
      <h2 className="shrink-0 truncate font-semibold">{title}</h2>
      {shown ? <span className="text-ink-3 text-small">{shown}</span> : null}
      {source ? (
        <span className="flex min-w-0 items-center">
          <code className="min-w-0 truncate text-ink-3" title={source.url}>
            {source.url}
          </code>
          <Copy value={source.url} what={en.link.urlFor(source.name)} />
        </span>
      ) : null}
      <span className="ml-auto flex shrink-0 items-center gap-0.5">
        {paused ? (
          <span className="mr-1.5">
            <Badge tone="warn">{en.status.paused}</Badge>
          </span>
        ) : null}
        <IconButton label={listText.look.button} icon={<Rows3 />} onClick={() => void commandOf('list.look')?.run()} />
        <IconButton
          label={listText.clear.command}
          keys={keyOf('list.clear')}
          icon={<Eraser />}
          onClick={() => void commandOf('list.clear')?.run()}
        />
        <IconButton
          label={paused ? en.list.resume : en.list.pause}
          keys={keyOf('list.pause')}
          icon={paused ? <Play /> : <Pause />}
          pressed={paused}
          onClick={() => setPaused(!paused)}
        />
      </span>
    </div>
  )
}
