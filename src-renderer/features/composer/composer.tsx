import type { RequestDetail } from '#contract/requests.ts'
import { MessageForm } from './message-form.tsx'
import { ResendForm } from './resend-form.tsx'

/** What the composer opens on: a captured Request to send again, or a new message (to one Endpoint, or null to choose). */
export type ComposerProps = ({ request: RequestDetail } | { endpointId: string | null }) & { onClose(): void }

/** The one place from which something is composed and sent, in a dialog; what became of it is shown in place. */
export function Composer(props: ComposerProps) {
  return 'request' in props ? (
    <ResendForm request={props.request} onClose={props.onClose} />
  ) : (
    <MessageForm endpointId={props.endpointId} onClose={props.onClose} />
  )
}
