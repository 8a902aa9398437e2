import { MailX, Send } from 'lucide-react'
import { showDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'
import { count } from '../../ui/format.ts'
import { RailItem } from './rail-item.tsx'

export function DeliveriesItem() {
  const current = useApp(({ view, deliveries }) => view === 'deliveries' && deliveries.state !== 'failed' && deliveries.endpointId === null)
  return <RailItem icon={<Send />} name={t.title} current={current} onClick={() => showDeliveries()} />
}

/** The dead letters, with how many there are: what a person should look at now and then. */
export function DeadLettersItem() {
  const current = useApp(({ view, deliveries }) => view === 'deliveries' && deliveries.state === 'failed' && deliveries.endpointId === null)
  const total = useApp(({ deliveries }) => deliveries.groups?.total ?? 0)
  const complete = useApp(({ deliveries }) => deliveries.groups?.complete ?? true)
  return (
    <RailItem
      icon={<MailX />}
      name={t.failedTitle}
      count={total > 0 ? `${count(total)}${complete ? '' : '+'}` : undefined}
      current={current}
      onClick={() => showDeliveries({ state: 'failed' })}
    />
  )
}
