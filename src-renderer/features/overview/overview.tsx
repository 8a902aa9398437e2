import { useMemo, useState } from 'react'
import { useApp } from '../../state/store.ts'
import { listText } from '../../strings/list.ts'
import { overviewText as t } from '../../strings/overview.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { type SpanName, spanNames, spans } from '../list/bars.ts'
import { HealthLine } from './health-line.tsx'
import { endpointLines, sourceLines } from './sums.ts'
import { IncomingTable, OutgoingTable } from './tables.tsx'
import { useStats } from './use-stats.ts'

const options = spanNames.map(value => ({ value, label: listText.timeline.spans[value] }))

/** What came in and went out, by Source and Endpoint, over a span of time, and in a sentence what is wrong now. */
export function Overview({ onClose }: { onClose(): void }) {
  const [name, setName] = useState<SpanName>('day')
  const { stats, parts, error } = useStats(spans[name])
  const sources = useApp(state => state.sources)
  const endpoints = useApp(state => state.endpoints)
  const incoming = useMemo(() => {
    const names = new Map(sources.map(source => [source.id, source.name]))
    return sourceLines(stats?.requests ?? [], parts).map(line => ({
      ...line,
      name: line.id === null ? t.inbox : (names.get(line.id) ?? t.gone),
    }))
  }, [stats, parts, sources])
  const outgoing = useMemo(() => {
    const names = new Map(endpoints.map(endpoint => [endpoint.id, endpoint.name]))
    return endpointLines(stats?.attempts ?? [], parts).map(line => ({
      ...line,
      name: line.id === null ? t.bare : (names.get(line.id) ?? t.goneEndpoint),
    }))
  }, [stats, parts, endpoints])
  return (
    <Dialog open onClose={onClose} title={t.title} width="wide">
      <Select<SpanName> className="w-40" label={listText.timeline.choose} value={name} options={options} onChange={setName} />
      {error ? (
        <Notice tone="bad" title={t.failed}>
          {error}
        </Notice>
      ) : null}
      <HealthLine incoming={incoming} outgoing={outgoing} onGo={onClose} />
      {stats && !stats.complete ? <p className="text-ink-3 text-small">{t.building}</p> : null}
      <IncomingTable lines={incoming} />
      <OutgoingTable lines={outgoing} />
    </Dialog>
  )
}
