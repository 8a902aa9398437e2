import { useApp } from '../../state/store.ts'
import { rowCount } from '../../state/window.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Notice } from '../../ui/notice.tsx'
import { DeliveriesBar } from './bar.tsx'
import { EmptyDeliveries } from './empty.tsx'
import { EndpointLine } from './endpoint-line.tsx'
import { DeliveryGrid } from './grid.tsx'
import { Groups } from './groups.tsx'
import { MarkedDeliveries } from './marked.tsx'
import { NewerPill } from './newer.tsx'

/** The second zone, the other way round: what goes out, newest first. */
export function Deliveries() {
  const empty = useApp(state => rowCount(state.deliveries.window) === 0)
  const several = useApp(state => state.deliveries.marked.size > 0)
  const error = useApp(state => state.deliveries.error)
  return (
    <div id="list-pane" tabIndex={-1} className="@container relative flex h-full min-h-0 flex-col bg-surface outline-none">
      {several ? <MarkedDeliveries /> : <DeliveriesBar />}
      <EndpointLine />
      <Groups />
      {error === null ? null : (
        <div className="p-3">
          <Notice tone="bad" title={t.failed} live>
            {error}
          </Notice>
        </div>
      )}
      <div className="relative min-h-0 flex-1">
        {empty ? <EmptyDeliveries /> : <DeliveryGrid />}
        {empty ? null : <NewerPill />}
      </div>
    </div>
  )
}
