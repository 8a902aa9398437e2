import { selectRequest } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { leaveFor } from '../../state/ui.ts'
import { eventsText as t } from '../../strings/events.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EventView } from './event-view.tsx'

/** The Event view over everything, from the palette or a menu. */
export function EventDialog({ sourceId, eventId, onClose }: { sourceId: string; eventId: string; onClose(): void }) {
  const selectedId = useApp(state => state.selectedId)
  return (
    <Dialog open onClose={onClose} title={t.title} reading>
      <EventView sourceId={sourceId} eventId={eventId} current={selectedId} onOpen={id => leaveFor(() => selectRequest(id, true))} />
    </Dialog>
  )
}
