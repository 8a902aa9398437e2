import { isHeaderName } from '../http/headers.ts'
import type { Place } from '../place.ts'
import { isAsymmetric } from '../signature/algorithm-kind.ts'
import { readTemplate } from '../signature/template-check.ts'
import type { CustomProvider, CustomScheme } from './custom-provider.ts'

export type DraftField = 'name' | 'place' | 'items' | 'key' | 'content' | 'timestamp' | 'messageId' | 'eventId' | 'eventType'

export interface DraftProblem {
  readonly field: DraftField
  /** `warning`: it works, and is weaker than it need be. */
  readonly level: 'error' | 'warning'
  /** A sentence or two: what is wrong and what to do. */
  readonly message: string
}

/** Everything that is wrong with a description, in the order of its form. Pure: the form asks while it is typed, the core before it saves. */
export function problemsOf({ name, scheme, eventId, eventType }: Omit<CustomProvider, 'id'>): DraftProblem[] {
  const found: DraftProblem[] = []
  const error = (field: DraftField, message: string) => found.push({ field, level: 'error', message })
  const place = (field: DraftField, what: string, at: Place | null | undefined) => {
    const message = at && placeProblem(at)
    if (message) error(field, `${what}: ${message}`)
  }
  if (name.trim() === '') error('name', 'Give the provider a name.')
  place('place', 'The signature’s place', scheme.signature.place)
  const items = itemsProblem(scheme)
  if (items) error('items', items)
  if (isAsymmetric(scheme.algorithm) && scheme.key.decode === 'utf8') {
    error('key', 'A public key that is not PEM is raw bytes: choose hex or base64. PEM always works.')
  }
  if (scheme.timestamp && scheme.timestamp.at.in !== 'signature') place('timestamp', 'The timestamp’s place', scheme.timestamp.at)
  place('messageId', 'The message id’s place', scheme.messageId)
  place('eventId', 'The event id’s place', eventId)
  place('eventType', 'The event type’s place', eventType)
  return [...found, ...contentProblems(scheme)]
}

function placeProblem(place: Place): string | null {
  if (place.in === 'query') return place.name === '' ? 'name the query parameter.' : null
  if (place.in === 'body') return /^(\[\]|[^.[\]]+(\[\])?)(\.[^.[\]]+(\[\])?)*$/.test(place.path) ? null : bodyPath
  if (place.names.length === 0 || place.names.includes('')) return 'name the header.'
  const wrong = place.names.find(name => !(place.each ? HEADERS.test(name) : isHeaderName(name)))
  return wrong === undefined ? null : `“${wrong}” is not a header name.`
}
/** Their names, of which the last character may stand for any: so a star is nothing else here. */
const HEADERS = /^[!#$%&'+.^_`|~0-9A-Za-z-]+\*?$/
const bodyPath = 'write the path from the outside in, separated by dots, like data.id or events[].id.'

function itemsProblem({ signature: { separator, assign, field, place }, timestamp }: CustomScheme): string | null {
  if (field !== undefined && assign === undefined) {
    return `Enter what separates “${field}” from the signature, like = in ${field}=ab12.`
  }
  if (separator !== undefined && separator === assign) return 'Items and values cannot have the same separator.'
  if (timestamp?.at.in !== 'signature') return null
  if (timestamp.at.field === '') return 'Name the field next to the signature that carries the timestamp, like t.'
  if (separator === undefined || assign === undefined) {
    return 'A timestamp next to the signature needs both separators: one between items, one between name and value.'
  }
  if (timestamp.at.field === (field ?? '')) return 'Timestamp and signature cannot share a field name.'
  return place.in === 'header' && place.each ? 'A timestamp next to the signature cannot be spread over several headers.' : null
}

function contentProblems(scheme: CustomScheme): DraftProblem[] {
  const { algorithm, content, timestamp, messageId } = scheme
  if (algorithm === 'token' || algorithm === 'basic') return []
  const problem = (level: DraftProblem['level'], message: string, field: DraftField = 'content'): DraftProblem => ({
    field,
    level,
    message,
  })
  const read = readTemplate(content)
  if (!read.ok) return [problem('error', read.why)]
  const has = (name: string) => read.used.some(variable => variable.name === name)
  if (read.used.length === 0) return [problem('error', 'Nothing in the request is signed: add at least {body} to the template.')]
  const found: DraftProblem[] = []
  if (has('timestamp') && !timestamp)
    found.push(problem('error', 'The template uses {timestamp}: enter where the timestamp is.', 'timestamp'))
  if (has('id') && !messageId) found.push(problem('error', 'The template uses {id}: enter where the message id is.', 'messageId'))
  if (algorithm === 'sha256' && !has('secret')) {
    found.push(problem('error', 'Anyone can compute a plain SHA-256 without {secret}: add {secret} to the template.'))
  }
  if (algorithm !== 'sha256' && has('secret')) {
    found.push(problem('warning', 'The secret is already the key; senders rarely sign it as well.'))
  }
  const wholeBody = read.used.some(
    ({ name, argument }) => (name === 'body' && argument === '') || name === 'form' || name === 'crc32' || name === 'php',
  )
  if (!wholeBody)
    found.push(problem('warning', 'The body as a whole is not signed: anyone who can replay a request can change the unsigned parts.'))
  if (timestamp && !has('timestamp') && timestamp.at.in !== 'body') {
    found.push(problem('warning', 'The timestamp is not signed, so anyone replaying a request can update it.', 'timestamp'))
  }
  return found
}
