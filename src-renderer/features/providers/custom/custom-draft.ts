import type { CustomProviderDraft } from '#contract/providers.ts'

export type Place = NonNullable<CustomProviderDraft['eventId']>
export type Scheme = CustomProviderDraft['scheme']
export type Signature = Scheme['signature']
export type Timestamp = NonNullable<Scheme['timestamp']>

/** What most home-made senders do. */
export const blankProvider: CustomProviderDraft = {
  name: '',
  scheme: {
    algorithm: 'hmac-sha256',
    key: { decode: 'utf8' },
    signature: { place: { in: 'header', names: ['X-Signature'] }, encoding: 'hex' },
    content: '{body}',
  },
  eventId: null,
  eventType: null,
}

/** The object with a member set, or without it where there is no value: an empty text is no separator. */
export function withMember<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = object
  return (value === undefined || value === '' ? rest : { ...rest, [key]: value }) as T
}

/** The text of a place, as it is typed: alternatives of a header with commas. */
export function placeText(place: Place | { readonly in: 'signature'; readonly field: string }): string {
  switch (place.in) {
    case 'header':
      return place.names.join(', ')
    case 'query':
      return place.name
    case 'body':
      return place.path
    case 'signature':
      return place.field
  }
}

/** A place made of its kind and text. A comma that was just typed must stay, so empty alternatives in between do too. */
export function placeOf(kind: Place['in'], text: string, before?: Place | null): Place {
  if (kind === 'query') return { in: kind, name: text }
  if (kind === 'body') return { in: kind, path: text }
  const each = before?.in === 'header' && before.each ? { each: true as const } : {}
  return { in: kind, names: text.split(',').map(name => name.trim()), ...each }
}

/** The draft as it is sent: alternatives that are empty were only being typed. */
export function tidied(draft: CustomProviderDraft): CustomProviderDraft {
  const place = <P extends Place>(at: P): P => (at.in === 'header' ? { ...at, names: at.names.filter(name => name !== '') } : at)
  const { scheme, eventId, eventType } = draft
  const { timestamp, messageId, signature } = scheme
  return {
    ...draft,
    scheme: {
      ...scheme,
      signature: { ...signature, place: place(signature.place) },
      ...(timestamp && timestamp.at.in !== 'signature' ? { timestamp: { ...timestamp, at: place(timestamp.at) } } : {}),
      ...(messageId ? { messageId: place(messageId) } : {}),
    },
    eventId: eventId && place(eventId),
    eventType: eventType && place(eventType),
  }
}
