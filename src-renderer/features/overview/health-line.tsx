import { CircleCheck, TriangleAlert } from 'lucide-react'
import { showDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { openDialog, setScope } from '../../state/ui.ts'
import { overviewText as t } from '../../strings/overview.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { type Condition, type Trouble, troubles } from './health.ts'

/** In a sentence, what is wrong now; or that nothing is. */
export function HealthLine({ incoming, outgoing, onGo }: Pick<Condition, 'incoming' | 'outgoing'> & { onGo(): void }) {
  const linked = useApp(state => state.link === 'live')
  const tunnelDown = useApp(state => state.tunnel?.state === 'failed' || state.tunnel?.state === 'reconnecting')
  const endpoints = useApp(state => state.endpoints)
  const deadLetters = useApp(state => state.deliveries.groups?.total ?? 0)
  const found = troubles({ linked, tunnelDown, endpoints, deadLetters, incoming, outgoing })
  return (
    <section aria-label={t.health} className="rounded-panel border border-line">
      {found.length === 0 ? (
        <p className="flex items-center gap-2 px-3 py-2 text-ok">
          <CircleCheck className="size-4 shrink-0" aria-hidden />
          {incoming.length + outgoing.length > 0 ? t.fine : t.quiet}
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {found.map(trouble => (
            <li key={trouble.text} className="flex min-h-9 items-center gap-2 px-3 py-1">
              <TriangleAlert className={cx('size-4 shrink-0', trouble.grave ? 'text-bad' : 'text-warn')} aria-hidden />
              <span className="min-w-0 flex-1">{trouble.text}</span>
              {trouble.go ? (
                <Button
                  size="small"
                  onClick={() => {
                    onGo()
                    go(trouble.go)
                  }}
                >
                  {t.show}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function go(place: Trouble['go']): void {
  if (place?.to === 'tunnel') openDialog({ kind: 'tunnel' })
  else if (place?.to === 'dead-letters') showDeliveries({ state: 'failed' })
  else if (place?.to === 'source') setScope(place.id === null ? { kind: 'inbox' } : { kind: 'source', id: place.id })
  else if (place?.to === 'endpoint') showDeliveries(place.id === null ? {} : { endpointId: place.id })
}
