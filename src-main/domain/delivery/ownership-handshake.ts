import type { HeaderPair } from '../http/headers.ts'
import { macText } from '../signature/digest.ts'

/** Ownership handshakes that a receiver can be put through: our own, and those of providers, acted out. */
export type OwnershipHandshake = 'challenge' | 'slack' | 'meta' | 'zoom' | 'microsoft-graph' | 'cloudevents'

/** What goes into a challenge, made by the caller. */
export interface HandshakeParts {
  /** 32 hex digits, new for each. */
  readonly challenge: string
  /** ms since epoch. */
  readonly now: number
  /** What the answer is computed with or the question carries: Zoom's secret token; Meta's verify token, which is never its secret. '' elsewhere. */
  readonly key: string
}

/** A request to send to the receiver's URL. */
export interface HandshakeDraft {
  readonly method: string
  /** Appended to the URL. */
  readonly query: string
  readonly headers: readonly HeaderPair[]
  readonly body: string
  /** Public name of the scheme that signs it; null = unsigned; `own` = the Endpoint's. */
  readonly scheme: string | null
}

export interface HandshakeResponse {
  readonly status: number
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined
  readonly body: string
}

const ORIGIN = 'hookbench.local'
const json: HeaderPair = ['Content-Type', 'application/json']
const post = (body: unknown, scheme: string | null): HandshakeDraft => ({
  method: 'POST',
  query: '',
  headers: [json],
  body: JSON.stringify(body),
  scheme,
})

/** The challenge as the provider (or Hookbench itself) would send it. */
export function handshakeDraft(kind: OwnershipHandshake, { challenge, now, key }: HandshakeParts): HandshakeDraft {
  switch (kind) {
    case 'challenge':
      return post({ type: 'endpoint.verification', challenge }, 'own')
    case 'slack':
      return post({ token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl', challenge, type: 'url_verification' }, 'slack')
    case 'meta': {
      const query = `hub.mode=subscribe&hub.challenge=${numeric(challenge)}&hub.verify_token=${encodeURIComponent(key)}`
      return { method: 'GET', query, headers: [], body: '', scheme: null }
    }
    case 'zoom':
      return post({ payload: { plainToken: challenge }, event_ts: now, event: 'endpoint.url_validation' }, 'zoom')
    case 'microsoft-graph': {
      const query = `validationToken=${encodeURIComponent(graphToken(challenge))}`
      return { method: 'POST', query, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: '', scheme: null }
    }
    case 'cloudevents':
      return {
        method: 'OPTIONS',
        query: '',
        headers: [
          ['WebHook-Request-Origin', ORIGIN],
          ['WebHook-Request-Rate', '120'],
        ],
        body: '',
        scheme: null,
      }
  }
}

/** Null when the answer proves ownership; else half a sentence that says what is wrong, to follow the receiver's name. */
export function judgeHandshake(kind: OwnershipHandshake, answer: HandshakeResponse, { challenge, key }: HandshakeParts): string | null {
  if (kind === 'cloudevents') return judgeCloudEvents(answer)
  if (answer.status < 200 || answer.status > 299) return `answered ${answer.status}; expected a 2xx with the challenge.`
  const text = answer.body.trim()
  switch (kind) {
    case 'challenge':
      return text === challenge || member(text, 'challenge') === challenge
        ? null
        : wrongEcho('the challenge as text, or as JSON {"challenge"}', text)
    case 'slack': {
      const echoed =
        text === challenge || member(text, 'challenge') === challenge || new URLSearchParams(text).get('challenge') === challenge
      return echoed ? null : wrongEcho('the challenge as text, form or JSON {"challenge"}', text)
    }
    case 'meta':
      return text === numeric(challenge) ? null : wrongEcho('hub.challenge as plain text', text)
    case 'microsoft-graph':
      if (text !== graphToken(challenge)) return wrongEcho('the decoded validationToken as plain text', text)
      return /^text\/plain\b/i.test(answer.header('content-type') ?? '')
        ? null
        : 'echoed the token, but its Content-Type is not text/plain.'
    case 'zoom': {
      if (member(text, 'plainToken') !== challenge) return wrongEcho('JSON {"plainToken","encryptedToken"}', text)
      const expected = macText('sha256', key, challenge, 'hex')
      return member(text, 'encryptedToken') === expected
        ? null
        : 'echoed plainToken, but encryptedToken is not its hex HMAC-SHA256 under the secret token. Compare the secrets.'
    }
  }
}

function judgeCloudEvents({ status, header }: HandshakeResponse): string | null {
  if (status < 200 || status > 299) return `answered OPTIONS with ${status}; expected a 2xx with WebHook-Allowed-Origin.`
  const allowed = header('webhook-allowed-origin')?.trim()
  if (allowed === undefined) return 'answered OPTIONS without a WebHook-Allowed-Origin header.'
  return allowed === '*' || allowed.toLowerCase() === ORIGIN ? null : `allows the origin ${allowed}, not ${ORIGIN} or *.`
}

/** Meta's challenge is a number. */
function numeric(challenge: string): string {
  return String(Number.parseInt(challenge.slice(0, 8), 16))
}

/** With characters that a receiver must decode: Graph says that its token holds some. */
function graphToken(challenge: string): string {
  return `Validation: Testing client application reachability for subscription Request-Id: ${challenge}`
}

function wrongEcho(wanted: string, text: string): string {
  const got = text === '' ? 'an empty body' : `“${text.slice(0, 100)}${text.length > 100 ? '…' : ''}”`
  return `answered with ${got}; expected ${wanted}.`
}

function member(text: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
  } catch {
    return undefined
  }
}
