import { useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { composeText as t } from '../../strings/compose.ts'
import { leave } from '../../ui/leave.ts'
import { Segmented } from '../detail/body/segmented.tsx'
import { MessageForm } from './message-form.tsx'
import { RequestEditor } from './request-form.tsx'
import { ResendForm } from './resend-form.tsx'

/**
 * What the composer opens on: a captured Request to send again (`request`), a new message (`endpointId`; null = to choose), or a request
 * to write (`composeFrom`: the captured one that it begins with; null = none).
 */
export type ComposerProps = ({ request: RequestDetail } | { endpointId: string | null } | { composeFrom: string | null }) & {
  onClose(): void
}

/** The one place from which something is composed and sent, in a dialog; what became of it is shown in place. */
export function Composer(props: ComposerProps) {
  if ('request' in props) return <ResendForm request={props.request} onClose={props.onClose} />
  const message = 'endpointId' in props
  return (
    <Compose
      kind={message ? 'message' : 'request'}
      endpointId={message ? props.endpointId : null}
      requestId={message ? null : props.composeFrom}
      onClose={props.onClose}
    />
  )
}

type Kind = keyof typeof t.kinds

/** Something new: an event for Endpoints, or any request. */
function Compose(props: { kind: Kind; endpointId: string | null; requestId: string | null; onClose(): void }) {
  const { endpointId, requestId, onClose } = props
  const [kind, setKind] = useState(props.kind)
  const kinds = (
    <Segmented<Kind>
      label={t.kind}
      value={kind}
      options={[
        { value: 'message', label: t.kinds.message },
        { value: 'request', label: t.kinds.request },
      ]}
      onChange={next => leave(() => setKind(next))}
    />
  )
  return kind === 'message' ? (
    <MessageForm endpointId={endpointId} kinds={kinds} onClose={onClose} />
  ) : (
    <RequestEditor requestId={requestId} kinds={kinds} onClose={onClose} />
  )
}
