import { selectedDelivery } from '../state/deliveries.ts'
import { selectRequest } from '../state/selection.ts'
import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { openDialog } from '../state/ui.ts'
import { deliveriesText } from '../strings/deliveries.ts'
import type { Command } from './command.ts'
import { canRetry, chosenFor, workOn, workOnChosen } from './delivery-work.ts'

const t = deliveriesText.command
const several = (state: AppState): boolean => state.deliveries.marked.size > 0
const row = selectedDelivery
/** What the list is narrowed to: work on many of them begins with those. */
const shown = () => {
  const { endpointId, reason } = app().deliveries
  return { endpointId, reason }
}
const common = { group: 'delivery', view: 'deliveries' } as const

/** What can be done with the selected Delivery, or the several that are chosen; the list's context menu shows exactly these. */
export const deliveryCommands: readonly Command[] = [
  {
    ...common,
    id: 'delivery.retry',
    title: t.retry,
    keys: ['r'],
    when: state =>
      several(state) ? chosenFor('deliveries.retry', state).length > 0 : canRetry(row() ?? { state: 'delivered', endpointId: null }),
    run: () => (several(app()) ? workOnChosen('deliveries.retry') : workOn('deliveries.retry', row()?.id ?? '')),
  },
  {
    ...common,
    id: 'delivery.cancel',
    title: t.cancel,
    keys: [],
    when: state => !several(state) && row()?.state === 'pending',
    run: () => workOn('deliveries.cancel', row()?.id ?? ''),
  },
  {
    ...common,
    id: 'delivery.request',
    title: t.request,
    keys: ['o'],
    when: state => !several(state) && (row()?.requestId ?? null) !== null,
    run: () => selectRequest(row()?.requestId ?? null, true),
  },
  {
    ...common,
    id: 'delivery.purge',
    title: t.purge,
    keys: [],
    run: () => openDialog({ kind: 'deliveries-bulk', action: 'purge', of: shown() }),
  },
  {
    ...common,
    id: 'delivery.retryAll',
    title: t.retryAll,
    keys: ['Shift+R'],
    run: () => openDialog({ kind: 'deliveries-bulk', action: 'retry', of: shown() }),
  },
]
