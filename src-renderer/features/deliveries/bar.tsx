import { Ellipsis, RotateCw, Trash2, X } from 'lucide-react'
import { reasonTitle } from '#domain/delivery/reason.ts'
import type { DeliveryState } from '#domain/request.ts'
import { canSend } from '../../commands/delivery-work.ts'
import { showDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Select } from '../../ui/select.tsx'
import { useEndpointOptions } from './endpoint-options.ts'

const states = [
  { value: '', label: t.anyState },
  ...(['failed', 'pending', 'delivering', 'delivered', 'cancelled'] as const).map(value => ({ value, label: t.states[value] })),
]

/** Which Deliveries are shown, and what can be done with all of them. */
export function DeliveriesBar() {
  const { state, endpointId, reason } = useApp(({ deliveries }) => deliveries)
  const options = useEndpointOptions(endpointId)
  const sendable = useApp(({ endpoints }) => canSend(endpointId, endpoints))
  const of = { endpointId, reason }
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b pt-[3px] pb-1 pr-1.5 pl-3">
      <h2 className="shrink-0 truncate font-semibold">{state === 'failed' ? t.failedTitle : t.title}</h2>
      {reason === null ? null : (
        <Button size="small" title={t.clearReason} onClick={() => showDeliveries({ state, endpointId })}>
          {reasonTitle(reason)}
          <X aria-hidden />
        </Button>
      )}
      <span className="ml-auto flex min-w-0 items-center gap-1.5">
        <Select
          className="w-32"
          label={t.state}
          value={state ?? ''}
          options={states}
          onChange={next => showDeliveries({ endpointId, state: next === '' ? null : (next as DeliveryState) })}
        />
        <Select
          className="w-32 @min-[36rem]:w-44"
          label={t.endpoint}
          value={endpointId ?? ''}
          options={options}
          onChange={next => showDeliveries({ state, endpointId: next === '' ? null : next })}
        />
        <Menu
          entries={[
            {
              id: 'retry',
              label: t.retryAll,
              icon: <RotateCw />,
              disabled: !sendable,
              run: () => openDialog({ kind: 'deliveries-bulk', action: 'retry', of }),
            },
            {
              id: 'purge',
              label: t.purge,
              icon: <Trash2 />,
              danger: true,
              separated: true,
              run: () => openDialog({ kind: 'deliveries-bulk', action: 'purge', of }),
            },
          ]}
        >
          <IconButton label={t.more} icon={<Ellipsis />} />
        </Menu>
      </span>
    </div>
  )
}
