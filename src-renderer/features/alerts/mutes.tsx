import type { AlertMute } from '#contract/alerts.ts'
import { unmute } from '../../state/alerts.ts'
import { keptName } from '../../state/deliveries-view.ts'
import { useApp } from '../../state/store.ts'
import { alertsText } from '../../strings/alerts.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { notifyError } from '../../ui/toast.tsx'

const t = alertsText.mutes
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

/** What is muted now, and the way to end it. */
export function Mutes() {
  const mutes = useApp(state => state.alertMutes)
  const active = useNow(now => mutes.filter(mute => mute.until > now).length)
  if (active === 0) return null
  return (
    <ul aria-label={t.label} className="shrink-0 border-line border-b bg-panel">
      {mutes.map(mute => (
        <MuteLine key={`${mute.kind} ${mute.target?.type} ${mute.target?.id}`} mute={mute} />
      ))}
    </ul>
  )
}

function MuteLine({ mute }: { mute: AlertMute }) {
  const { kind, target, until } = mute
  const name = useApp(({ endpoints, sources, deliveries }) => {
    if (target === null) return null
    const known = [...endpoints, ...sources].find(each => each.id === target.id)?.name
    if (known !== undefined) return known
    const kept = target.type === 'endpoint' ? keptName(deliveries, target.id ?? '') : null
    return kept === null ? t.deleted[target.type === 'source' ? 'source' : 'endpoint'] : deliveriesText.deleted(kept)
  })
  const over = useNow(now => until <= now)
  if (over) return null
  const what = [name, kind === null ? null : alertsText.kinds[kind]].filter(Boolean).join(': ')
  return (
    <li className="flex min-h-8 items-center gap-2 px-3 text-ink-2 text-small">
      <span className="min-w-0 flex-1 truncate">
        {alertsText.muted}: {t.of(what, clock.format(until))}
      </span>
      <Button size="small" kind="ghost" aria-label={t.end(what)} onClick={() => unmute(mute).catch(error => notifyError(t.failed, error))}>
        {t.endShort}
      </Button>
    </li>
  )
}
