import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'
import { DeadLettersItem, DeliveriesItem } from './delivery-items.tsx'
import { EndpointItem } from './endpoint-item.tsx'
import { OverviewItem } from './overview-item.tsx'
import { RailSection } from './rail-section.tsx'
import { AllItem, InboxItem, SourceItem } from './scope-items.tsx'
import { ViewItem } from './view-item.tsx'

/** The first zone: what to look at (everything, Inbox, a Source) and where it can go (Endpoints). */
export function Rail() {
  const sources = useApp(state => state.sources)
  const endpoints = useApp(state => state.endpoints)
  const views = useApp(state => state.views)
  const loaded = useApp(state => state.loaded)
  return (
    <nav aria-label={en.rail.label} className="flex h-full min-h-0 flex-col gap-4 overflow-y-auto bg-panel px-2 py-3">
      <ul className="flex flex-col gap-px">
        <OverviewItem />
        <AllItem />
        <InboxItem />
        <DeliveriesItem />
        <DeadLettersItem />
      </ul>
      <RailSection title={en.rail.sources} add={{ label: en.rail.newSource, run: () => openDialog({ kind: 'source', id: null }) }}>
        {sources.map(source => (
          <SourceItem key={source.id} source={source} />
        ))}
        {loaded && sources.length === 0 ? <Hint>{en.rail.noSources}</Hint> : null}
      </RailSection>
      <RailSection title={en.rail.endpoints} add={{ label: en.rail.newEndpoint, run: () => openDialog({ kind: 'endpoint', id: null }) }}>
        {endpoints.map(endpoint => (
          <EndpointItem key={endpoint.id} endpoint={endpoint} />
        ))}
        {loaded && endpoints.length === 0 ? <Hint>{en.rail.noEndpoints}</Hint> : null}
      </RailSection>
      {views.length > 0 ? (
        <RailSection title={listText.views.section}>
          {views.map(view => (
            <ViewItem key={view.id} view={view} />
          ))}
        </RailSection>
      ) : null}
    </nav>
  )
}

function Hint({ children }: { children: string }) {
  return <li className="px-2 text-ink-3 text-small">{children}</li>
}
