import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Boundary } from '../../ui/boundary.tsx'
import { NARROW, useMedia } from '../../ui/media.ts'
import { type Pane, Split } from '../../ui/split.tsx'
import { JobStrip } from '../jobs/job-strip.tsx'
import { List } from '../list/list.tsx'
import { useOnboarding } from '../list/use-onboarding.ts'
import { Rail } from '../rail/rail.tsx'
import { DetailPane } from './detail-pane.tsx'
import { LinkNotice } from './link-notice.tsx'
import { StatusLine } from './status-line.tsx'
import { TopBar } from './top-bar.tsx'

/** Top bar, the three zones (rail, list, detail), status line. */
export function Shell() {
  const narrow = useMedia(NARROW)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar narrow={narrow} />
      <LinkNotice />
      <main className="min-h-0 flex-1">{narrow ? <OneZone /> : <Zones />}</main>
      <JobStrip />
      <StatusLine />
    </div>
  )
}

const rail = (
  <Boundary>
    <Rail />
  </Boundary>
)
const Deliveries = lazy(async () => ({ default: (await import('../deliveries/deliveries.tsx')).Deliveries }))

/** The second zone: what came in, or what goes out. */
function ListZone() {
  const view = useApp(state => state.view)
  return (
    <Boundary of={view}>
      <Suspense fallback={null}>{view === 'deliveries' ? <Deliveries /> : <List />}</Suspense>
    </Boundary>
  )
}
const list = <ListZone />

function OneZone() {
  const pane = useApp(state => state.narrowPane)
  if (pane === 'rail') return rail
  if (pane === 'detail') return <DetailPane />
  return list
}

function Zones() {
  const deliveries = useApp(state => state.view === 'deliveries')
  const railOpen = useApp(state => state.railOpen)
  const onboarding = useOnboarding() && !deliveries
  const panes: Pane[] = []
  if (railOpen) panes.push({ id: 'rail', size: 216, min: 168, max: 360, fixed: true, content: rail })
  panes.push({ id: 'list', ...(onboarding ? {} : { size: innerWidth < 1100 ? '38%' : '45%' }), min: 280, content: list })
  // With nothing captured there is nothing to detail: the first steps get the whole width.
  if (!onboarding) panes.push({ id: 'detail', min: 300, content: <DetailPane /> })
  return <Split id="zones" panes={panes} label={en.bar.resize} />
}
