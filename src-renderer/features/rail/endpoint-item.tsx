import { Copy, FlaskConical, Pause, Pencil, Play, Power, Send, Trash2 } from 'lucide-react'
import type { Endpoint } from '#contract/endpoints.ts'
import type { InputOf } from '#contract/methods.ts'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { showDeliveries } from '../../state/deliveries.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { checkEntryText } from '../../strings/check-entry.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { en } from '../../strings/en.ts'
import { type DotShape, StatusDot, type Tone } from '../../ui/badge.tsx'
import { copyText } from '../../ui/copy.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { RailItem } from './rail-item.tsx'

async function save(patch: InputOf<'endpoints.save'>): Promise<void> {
  try {
    await call('endpoints.save', patch)
    await loadEndpoints()
  } catch (error) {
    notifyError(en.endpoint.saveFailed, error)
  }
}

/** URL without its scheme: what tells two endpoints apart in a narrow column. */
const shortUrl = (url: string): string => url.replace(/^https?:\/\//i, '')

export const sendingLooks: Record<Endpoint['sending']['state'], { tone: Tone; shape: DotShape }> = {
  active: { tone: 'ok', shape: 'full' },
  failing: { tone: 'bad', shape: 'half' },
  releasing: { tone: 'info', shape: 'half' },
  throttled: { tone: 'warn', shape: 'half' },
  'circuit-open': { tone: 'warn', shape: 'square' },
  probing: { tone: 'warn', shape: 'half' },
  paused: { tone: 'quiet', shape: 'ring' },
  disabled: { tone: 'bad', shape: 'square' },
}

/** One Endpoint: how it stands. A click shows its Deliveries. */
export function EndpointItem({ endpoint }: { endpoint: Endpoint }) {
  const { id, enabled, paused, disabledReason, sending } = endpoint
  const current = useApp(({ view, deliveries }) => view === 'deliveries' && deliveries.endpointId === id)
  const words = deliveriesText.sending
  return (
    <RailItem
      icon={<StatusDot {...sendingLooks[sending.state]} />}
      name={endpoint.name}
      detail={shortUrl(endpoint.url)}
      state={sending.state === 'active' ? en.rail.enabled : (sending.reason ?? disabledReason ?? words[sending.state])}
      current={current}
      onClick={() => showDeliveries({ endpointId: id })}
      menu={[
        { id: 'edit', label: en.action.edit, icon: <Pencil />, run: () => openDialog({ kind: 'endpoint', id }) },
        { id: 'send', label: en.rail.send, icon: <Send />, run: () => openDialog({ kind: 'message', endpointId: id }) },
        {
          id: 'check',
          label: checkEntryText.endpoint,
          icon: <FlaskConical />,
          run: () => openDialog({ kind: 'check', endpointId: id, requestId: null, checkId: null }),
        },
        { id: 'copy', label: en.copy.label('URL'), icon: <Copy />, run: () => void copyText(endpoint.url) },
        {
          id: 'pause',
          label: paused ? words.resume : words.pause,
          icon: paused ? <Play /> : <Pause />,
          run: () => void save({ id, paused: !paused }),
        },
        {
          id: 'power',
          label: enabled ? en.rail.disable : en.rail.enable,
          icon: <Power />,
          run: () => (enabled ? void save({ id, enabled: false }) : openDialog({ kind: 'enable-endpoint', id })),
        },
        {
          id: 'delete',
          label: en.action.delete,
          icon: <Trash2 />,
          danger: true,
          separated: true,
          run: () => openDialog({ kind: 'delete-endpoint', id }),
        },
      ]}
    />
  )
}
