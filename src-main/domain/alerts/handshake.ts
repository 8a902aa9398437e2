import type { HandshakeAsk } from '../capture.ts'
import type { AlertDraft, AlertTarget } from './draft.ts'

/** The alert for a handshake that its owner must decide on. `source`: its name; null for the Inbox. */
export function handshakeAlert(
  ask: HandshakeAsk,
  { provider, source, requestId }: { readonly provider: string; readonly source: string | null; readonly requestId: string },
): AlertDraft {
  const where = source ?? 'the Inbox'
  const target: AlertTarget = { type: 'request', id: requestId }
  const text =
    ask.kind === 'confirm'
      ? {
          title: `${provider} asks for confirmation`,
          body: `Webhooks to ${where} start once a link at ${ask.host} is visited. Open the request and confirm it if you asked for this.`,
        }
      : {
          title: `${provider} sent a different secret`,
          body: `${where} already has one, and keeps it. Open the request to use the new one instead, if you asked for this.`,
        }
  const groupKey = `handshake:${ask.kind}:${provider}:${where}`
  const many = { ...text, title: `${text.title} ({count} times)` }
  return { kind: 'handshake', groupKey, one: text, many, target, manyTarget: target, subject: null }
}
