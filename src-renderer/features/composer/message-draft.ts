import type { Endpoint } from '#contract/endpoints.ts'
import type { InputOf } from '#contract/methods.ts'
import { subscribes } from '#domain/delivery/subscription.ts'
import { type Expanded, unknownVariable } from '#domain/variables.ts'
import { composeText } from '../../strings/compose.ts'
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
  const unknown = unknownVariable(draft.body)
  if (unknown) return composeText.variables.unknown(unknown.name, composeText.variables.where.body)
  if (draft.eventId !== '' && !/^[\x21-\x7e]{1,200}$/.test(draft.eventId)) return t.eventId
  return null
}

/** The Endpoints among those that get the message as it stands which have no scheme to sign it with. */
export function unsignedTargets<E extends Pick<Endpoint, 'id' | 'scheme' | 'enabled' | 'eventTypes'>>(
  { endpointIds, eventType }: MessageDraft,
  endpoints: readonly E[],
): E[] {
  // One that was chosen gets it whatever it subscribes to, and later if it is disabled.
  const reached = (endpoint: E) =>
    endpointIds === null ? endpoint.enabled && subscribes(endpoint.eventTypes, eventType.trim()) : endpointIds.includes(endpoint.id)
  return endpoints.filter(endpoint => endpoint.scheme === null && reached(endpoint))
}

/** @param expand fills in the variables of one sending; unknown ones were a problem before */
export function messageInput(draft: MessageDraft, expand: (text: string) => Expanded): InputOf<'messages.send'> {
  const body = expand(draft.body)
  return {
    ...(draft.endpointIds === null ? {} : { endpointIds: [...draft.endpointIds] }),
    eventType: draft.eventType.trim(),
    ...(draft.contentType.trim() === '' ? {} : { contentType: draft.contentType.trim() }),
    body: body.ok ? body.text : draft.body,
    ...(draft.eventId === '' ? {} : { eventId: draft.eventId }),
  }
}
