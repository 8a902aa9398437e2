import { useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { selectRequest } from '../../state/selection.ts'
import { eventsText as t } from '../../strings/events.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { EventView } from './event-view.tsx'

/** Whether a Request shares an Event with others, so that there is a timeline to show. */
export function hasTimeline({ sourceId, eventId, repeats, duplicateOf }: RequestDetail): boolean {
  return sourceId !== null && eventId !== null && (repeats.length > 0 || duplicateOf !== null)
}

/** The Event of a Request among its other parts; of a batch the one that is chosen. */
export function EventTab({ request }: { request: RequestDetail }) {
  const { sourceId, eventKeys } = request
  const [chosen, setChosen] = useState(eventKeys[0] ?? '')
  if (sourceId === null) return null
  return (
    <div className="flex flex-col gap-4 p-3">
      {eventKeys.length > 1 ? (
        <Field label={t.choose}>
          <Select value={chosen} options={eventKeys.map(key => ({ value: key, label: key }))} onChange={setChosen} />
        </Field>
      ) : null}
      <EventView sourceId={sourceId} eventId={chosen} current={request.id} onOpen={id => selectRequest(id)} />
    </div>
  )
}
