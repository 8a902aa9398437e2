import type { FailureCode, Label, Origin, Problem, Repetition, VerdictName, Via } from '../request.ts'

/** Every field of the language with what it finds. The order is the one in which they are offered. */
export const fields = {
  source: 'Requests of a source, by its path; `source:inbox` for those without one',
  provider: 'Who sent it, such as github or stripe',
  type: 'Event type; end with * to match a prefix',
  verdict: 'Result of the signature check',
  code: 'Why the signature check failed',
  status: 'What we replied: 200, 5xx or >=400',
  method: 'HTTP method',
  is: 'Kind of request',
  label: 'Requests with this colour',
  event: 'Requests that carry the event with this id',
  after: 'Arrived at this time or later: 2h, 3d, 2026-01-31 or 2026-01-31T09:00',
  before: 'Arrived earlier than this time: 2h, 3d, 2026-01-31 or 2026-01-31T09:00',
  header: 'A header: header:x-topic, header:x-topic=orders or header:x-topic~ord',
  json: 'A value in a JSON body: json:$.data.amount>1000',
  size: 'Size of the body: >1MB, <=2KiB',
} as const
export type FieldName = keyof typeof fields

export const isField = (name: string): name is FieldName => Object.hasOwn(fields, name)

export const verdictWords: Readonly<Record<VerdictName, string>> = {
  verified: 'The signature is valid',
  failed: 'The signature check failed',
  unsigned: 'No signature where one was expected',
  unconfigured: 'There was no secret to check against',
}

export const codeWords: Readonly<Record<FailureCode, string>> = {
  missing_header: 'A signature header is missing',
  malformed_header: 'A signature header is malformed',
  unknown_key: 'Signed with an unknown key',
  timestamp_too_old: 'Signed too long ago',
  timestamp_in_future: 'Signed in the future',
  signature_mismatch: 'The signature does not match',
  body_altered: 'The body was changed in transit',
  wrong_secret_format: 'The secret has the wrong format',
  key_unavailable: 'The key could not be fetched',
}

export const labelWords: Readonly<Record<Label, string>> = {
  red: 'Marked red',
  orange: 'Marked orange',
  yellow: 'Marked yellow',
  green: 'Marked green',
  blue: 'Marked blue',
  purple: 'Marked purple',
}

type Mark = Repetition | Problem | Origin | Via | 'handshake' | 'pinned' | 'noted' | 'labelled' | 'batch' | 'forwarded' | 'dead'
export const isWords: Readonly<Record<Mark, string>> = {
  duplicate: 'All of its events had arrived before',
  partial: 'Some of its events had arrived before',
  loop: 'One of our own deliveries came back',
  'same-body': 'It has no event id, and an identical body arrived before',
  handshake: 'A provider’s proof-of-ownership request',
  pinned: 'Pinned, so never removed by retention',
  noted: 'It has a note',
  labelled: 'It has a colour',
  batch: 'Carries more than one event',
  forwarded: 'At least one delivery was created from it',
  dead: 'A delivery created from it is a dead letter',
  malformed: 'Not valid HTTP',
  aborted: 'The sender hung up before the end',
  oversized: 'Larger than the body limit',
  timeout: 'Came too slowly',
  flooded: 'Stands for many that arrived too fast to keep',
  received: 'Came from outside',
  sample: 'A sample of ours',
  backfilled: 'Fetched from the provider afterwards',
  imported: 'Imported from a file',
  direct: 'Arrived directly at the receiver',
  tunnel: 'Arrived through the tunnel',
}

/** Fields with a closed list of values. */
export const closedWords = { verdict: verdictWords, code: codeWords, is: isWords, label: labelWords } as const
export const isClosed = (name: string): name is keyof typeof closedWords => Object.hasOwn(closedWords, name)

/** Letter case of all comparisons. The final sigma is folded too, since lower-casing chooses it by the letter that follows. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower
}
