import { Copy, FlaskConical, Inbox, Layers, Pencil, Plug, Trash2 } from 'lucide-react'
import type { Source } from '#contract/sources.ts'
import { composeSample } from '../../commands/sources.ts'
import { providerName } from '../../state/config.ts'
import { currentView } from '../../state/scope.ts'
import { useApp } from '../../state/store.ts'
import type { SourceStats } from '../../state/types.ts'
import { openDialog, setScope } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { firstText } from '../../strings/first.ts'
import { type DotShape, StatusDot, type Tone } from '../../ui/badge.tsx'
import { copyText } from '../../ui/copy.tsx'
import { RailItem } from './rail-item.tsx'

export function AllItem() {
  const count = useApp(state => state.counts.all?.text)
  const current = useApp(state => state.view === 'requests' && state.scope.kind === 'all' && !currentView(state))
  return <RailItem icon={<Layers />} name={en.rail.all} count={count} current={current} onClick={() => setScope({ kind: 'all' })} />
}

export function InboxItem() {
  const count = useApp(state => state.counts.inbox?.text)
  const current = useApp(state => state.view === 'requests' && state.scope.kind === 'inbox')
  return (
    <RailItem
      icon={<Inbox />}
      name={en.rail.inbox}
      state={en.rail.inboxHint}
      count={count}
      current={current}
      onClick={() => setScope({ kind: 'inbox' })}
    />
  )
}

type Health = keyof typeof en.rail.health
const looks: Record<Health, { tone: Tone; shape: DotShape }> = {
  quiet: { tone: 'quiet', shape: 'ring' },
  ok: { tone: 'ok', shape: 'full' },
  bad: { tone: 'bad', shape: 'square' },
  plain: { tone: 'quiet', shape: 'full' },
}

/** How a Source is doing, by its newest Request. */
export function healthOf(stats: SourceStats | undefined): Health {
  const last = stats?.last
  if (!last) return 'quiet'
  if (last.verdict === 'verified') return 'ok'
  return last.verdict === 'failed' ? 'bad' : 'plain'
}

export function SourceItem({ source }: { source: Source }) {
  const stats = useApp(state => state.sourceStats[source.id])
  const current = useApp(state => state.view === 'requests' && state.scope.kind === 'source' && state.scope.id === source.id)
  // Read so that the names appear when the providers have been loaded.
  useApp(state => state.providers)
  const health = healthOf(stats)
  return (
    <RailItem
      icon={<StatusDot {...looks[health]} />}
      name={source.name}
      detail={[source.provider ? providerName(source.provider) : null, `/${source.slug}`].filter(Boolean).join(' · ')}
      state={en.rail.health[health]}
      count={stats && stats.count.count > 0 ? stats.count.text : undefined}
      current={current}
      onClick={() => setScope({ kind: 'source', id: source.id })}
      menu={[
        { id: 'copy', label: en.copy.label(en.link.url), icon: <Copy />, run: () => void copyText(source.url) },
        { id: 'sample', label: firstText.sources.sendSample, icon: <FlaskConical />, run: () => composeSample(source.id) },
        { id: 'edit', label: en.action.edit, icon: <Pencil />, run: () => openDialog({ kind: 'source', id: source.id }) },
        {
          id: 'connect',
          label: firstText.connect.command,
          icon: <Plug />,
          run: () => openDialog({ kind: 'connect', sourceId: source.id }),
        },
        {
          id: 'delete',
          label: en.action.delete,
          icon: <Trash2 />,
          danger: true,
          separated: true,
          run: () => openDialog({ kind: 'delete-source', id: source.id }),
        },
      ]}
    />
  )
}
