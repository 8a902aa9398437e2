import type { DeliveryGroup, DeliveryRow } from '#contract/deliveries.ts'
import type { DeliveryState } from '#domain/request.ts'
import { emptyWindow, type RowWindow } from './window.ts'

/** Which Deliveries the list shows; null = any. */
export interface DeliveryQuestion {
  readonly state: DeliveryState | null
  readonly endpointId: string | null
  /** A group of the dead letters, by its `reason`. */
  readonly reason: string | null
}

/** The list of Deliveries: the second thing that the middle zone can show. */
export interface DeliveriesView extends DeliveryQuestion {
  readonly window: RowWindow<DeliveryRow>
  readonly loading: boolean
  readonly error: string | null
  /** Deliveries that would stand above what is shown, while the list is scrolled away. */
  readonly waiting: number
  /** Up to where rows are shown or were counted, while the list is scrolled away: each Delivery is told of several times. */
  readonly waitingTo: string
  readonly atEdge: boolean
  readonly selectedId: string | null
  /** Deliveries chosen together, `selectedId` among them; empty when only that one is chosen. */
  readonly marked: ReadonlySet<string>
  readonly anchorId: string | null
  /** Dead letters by reason, and how many there are in all; null until they were asked for. */
  readonly groups: { readonly rows: readonly DeliveryGroup[]; readonly total: number; readonly complete: boolean } | null
}

export const noDeliveries: DeliveriesView = {
  state: null,
  endpointId: null,
  reason: null,
  window: emptyWindow,
  loading: false,
  error: null,
  waiting: 0,
  waitingTo: '',
  atEdge: true,
  selectedId: null,
  marked: new Set(),
  anchorId: null,
  groups: null,
}

/** Does a Delivery answer the question, as it is now? */
export function answers(row: DeliveryRow, { state, endpointId, reason }: DeliveryQuestion): boolean {
  return (
    (state === null || row.state === state) &&
    (endpointId === null || row.endpointId === endpointId) &&
    (reason === null || row.reason === reason)
  )
}

/** Name of an Endpoint by what was sent to it: history keeps it when the Endpoint is gone. null = nothing in memory tells. */
export function keptName({ groups, window }: DeliveriesView, endpointId: string): string | null {
  const of = (row: { endpointId: string | null }): boolean => row.endpointId === endpointId
  for (const page of window.pages) {
    const row = page.rows?.find(of)
    if (row) return row.endpointName
  }
  return groups?.rows.find(of)?.endpointName ?? null
}
