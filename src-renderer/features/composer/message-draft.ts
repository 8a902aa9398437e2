import type { InputOf } from '#contract/methods.ts'
import { composerText } from '../../strings/composer.ts'

const t = composerText.problems

/** A message as it stands in the form. */
export interface MessageDraft {
  /** null = all Endpoints that subscribe to the event type. */
  readonly endpointIds: readonly string[] | null
  readonly eventType: string
  readonly contentType: string
  readonly body: string
  readonly eventId: string
}

export function newMessage(endpointId: string | null): MessageDraft {
  return {
    endpointIds: endpointId === null ? null : [endpointId],
    eventType: 'test.event',
    contentType: 'application/json',
    body: '{\n  "hello": "world"\n}',
    eventId: '',
  }
}

/** First reason why the message cannot be sent, as a sentence; null when it can. */
export function messageProblem(draft: MessageDraft): string | null {
  if (draft.endpointIds?.length === 0) return t.endpoints
  if (draft.eventType.trim() === '') return t.eventType
  if (draft.eventId !== '' && !/^[\x21-\x7e]{1,200}$/.test(draft.eventId)) return t.eventId
  return null
}

export function messageInput(draft: MessageDraft): InputOf<'messages.send'> {
  return {
    ...(draft.endpointIds === null ? {} : { endpointIds: [...draft.endpointIds] }),
    eventType: draft.eventType.trim(),
    ...(draft.contentType.trim() === '' ? {} : { contentType: draft.contentType.trim() }),
    body: draft.body,
    ...(draft.eventId === '' ? {} : { eventId: draft.eventId }),
  }
}
