import { Copy, Pencil, Power, Send, Trash2 } from 'lucide-react'
import type { Endpoint } from '#contract/endpoints.ts'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { StatusDot } from '../../ui/badge.tsx'
import { copyText } from '../../ui/copy.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { RailItem } from './rail-item.tsx'

async function setEnabled(endpoint: Endpoint, enabled: boolean): Promise<void> {
  try {
    await call('endpoints.save', { id: endpoint.id, enabled })
    await loadEndpoints()
  } catch (error) {
    notifyError(en.endpoint.saveFailed, error)
  }
}

/** URL without its scheme: what tells two endpoints apart in a narrow column. */
const shortUrl = (url: string): string => url.replace(/^https?:\/\//, '')

export function EndpointItem({ endpoint }: { endpoint: Endpoint }) {
  const { enabled, disabledReason } = endpoint
  const edit = () => openDialog({ kind: 'endpoint', id: endpoint.id })
  return (
    <RailItem
      icon={
        <StatusDot tone={enabled ? 'ok' : disabledReason ? 'bad' : 'quiet'} shape={enabled ? 'full' : disabledReason ? 'square' : 'ring'} />
      }
      name={endpoint.name}
      detail={shortUrl(endpoint.url)}
      state={enabled ? en.rail.enabled : disabledReason ? en.rail.disabledBy(disabledReason) : en.rail.disabled}
      onClick={edit}
      menu={[
        { id: 'edit', label: en.action.edit, icon: <Pencil />, run: edit },
        { id: 'send', label: en.rail.send, icon: <Send />, run: () => openDialog({ kind: 'message', endpointId: endpoint.id }) },
        { id: 'copy', label: en.copy.label('URL'), icon: <Copy />, run: () => void copyText(endpoint.url) },
        {
          id: 'power',
          label: enabled ? en.rail.disable : en.rail.enable,
          icon: <Power />,
          run: () => void setEnabled(endpoint, !enabled),
        },
        {
          id: 'delete',
          label: en.action.delete,
          icon: <Trash2 />,
          danger: true,
          separated: true,
          run: () => openDialog({ kind: 'delete-endpoint', id: endpoint.id }),
        },
      ]}
    />
  )
}
