import type { HeaderPair } from './http/headers.ts'
import type { RequestView } from './http/request-view.ts'
import { textAt } from './place.ts'
import type { Handshake, Provider } from './provider.ts'
import { viewFor } from './provider-view.ts'
import type { Verification } from './request.ts'
import { type Secret, type SecretRole, secretsFor } from './secret.ts'
import { equalTexts, hashText, macText } from './signature/digest.ts'

/** What to answer to a proof-of-ownership exchange. With `refused` (a sentence for our own user) it is a refusal. */
export interface HandshakeAnswer {
  readonly name: string
  readonly status: number
  readonly headers: HeaderPair[]
  readonly body: Uint8Array
  readonly refused?: string
  /** A secret that the provider handed over. `replaces`: the Source has another one already, so ask its owner before you keep it. */
  readonly learned?: { readonly role: SecretRole; readonly value: string; readonly replaces: boolean }
  /** A URL of the provider's own to visit, once the owner has said yes. */
  readonly confirmUrl?: string
  /** The part of the answer that is a secret, known or new: not to be kept in clear. */
  readonly holds?: string
  /** Computed with a key for whoever asks: given only so often, by who counts (see `intake/quota.ts`). */
  readonly metered?: true
}

/** An echo is the sender's text on our origin: short, never sniffed as a page, and inert if it is opened as one. */
const MAX_ECHO = 1024
const SAFE_HEADERS: readonly HeaderPair[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "default-src 'none'; sandbox"],
]
/** What a challenge may look like when our answer is computed with a key: nothing that could be a message worth signing. */
const OPAQUE_TOKEN = /^[A-Za-z0-9_-]{1,128}$/

/**
 * The answer to a handshake of the provider, or null when the Request is none and goes the ordinary way.
 * For the Inbox pass the guessed provider with no secrets: only echoes, which need no key, are answered then.
 * @param verification the Request's own verdict
 */
export function answerHandshake(
  provider: Provider | null,
  view: RequestView,
  secrets: readonly Secret[],
  verification: Verification,
): HandshakeAnswer | null {
  if (provider === null || provider.handshakes.length === 0) return null
  for (const handshake of provider.handshakes) {
    // The method first: it spares most Requests the parse.
    if (handshake.method !== view.method) continue
    const seen = viewFor(provider, view)
    if (!applies(handshake, seen)) continue
    const challenge = handshake.challenge ? textAt(seen, handshake.challenge.place) : ''
    if (challenge === undefined) continue
    return answerOne(handshake, challenge, seen, secrets, verification)
  }
  return null
}

function applies(handshake: Handshake, view: RequestView): boolean {
  return handshake.when.every(({ place, equals }) => {
    const text = textAt(view, place)
    return text !== undefined && (equals === undefined || text === equals)
  })
}

function answerOne(
  handshake: Handshake,
  challenge: string,
  view: RequestView,
  secrets: readonly Secret[],
  verification: Verification,
): HandshakeAnswer | null {
  const { trust, answer } = handshake
  const pattern = handshake.challenge && new RegExp(`^(?:${handshake.challenge.pattern})$`)
  if (Buffer.byteLength(challenge) > MAX_ECHO || (pattern && !pattern.test(challenge))) {
    return refuse(handshake, 400, 'The challenge does not look like this provider’s, so it was not echoed.')
  }
  // The sender is asked to come again once the key is there, as for any other Request.
  if (trust.by === 'echo' && trust.signed && verification.code === 'key_unavailable') return null
  if (trust.by === 'echo' && trust.signed && verification.verdict === 'failed') {
    return refuse(
      handshake,
      handshake.refuseStatus ?? 400,
      `The challenge was not answered, because its signature is invalid. ${verification.explanation}`,
    )
  }
  if (trust.by === 'verified' && verification.verdict !== 'verified') {
    return refuse(handshake, handshake.refuseStatus ?? 403, 'The answer is computed with your secret, so only a verified request gets it.')
  }
  if (trust.by === 'token' && !OPAQUE_TOKEN.test(challenge)) {
    return refuse(handshake, 400, 'The challenge is not a plain token. Answering it with your secret could sign a message for a stranger.')
  }
  const token = handshake.verifyToken
  if (token) {
    const expected = secretsFor(secrets, token.role, view.receivedAt)
    const given = textAt(view, token.place) ?? ''
    if (expected.length === 0) return null
    if (!expected.some(secret => equalTexts(given, secret.value))) {
      return refuse(handshake, handshake.refuseStatus ?? 403, 'The verify token is not the one this source expects.')
    }
  }
  const mac = handshake.mac && macOf(handshake.mac, challenge, secrets, view)
  if (mac === null) return null
  const fill = (text: string) => text.replace(/\{(challenge|mac)\}/g, (_, name: string) => (name === 'mac' ? (mac ?? '') : challenge))
  const body = answer.json
    ? JSON.stringify(
        Object.fromEntries(Object.entries(answer.json).map(([name, value]) => [name, typeof value === 'number' ? value : fill(value)])),
      )
    : fill(answer.text ?? '')
  const type: HeaderPair[] = body === '' ? [] : [['Content-Type', answer.json ? 'application/json' : 'text/plain; charset=utf-8']]
  const extra = (answer.headers ?? []).map(([name, value]): HeaderPair => [name, fill(value).replace(/[\r\n]/g, '')])
  return {
    name: handshake.name,
    status: answer.status,
    headers: [...type, ...SAFE_HEADERS, ...extra],
    body: Buffer.from(body, 'utf8'),
    ...learnedFrom(handshake, challenge, secrets, view.receivedAt),
    ...confirmIn(handshake, view),
    ...(handshake.learn ? { holds: challenge } : {}),
    ...(trust.by === 'token' && mac !== undefined ? { metered: true } : {}),
  }
}

function learnedFrom({ learn: role }: Handshake, value: string, secrets: readonly Secret[], at: number): Pick<HandshakeAnswer, 'learned'> {
  if (role === undefined) return {}
  const known = secretsFor(secrets, role, at)
  if (known.some(secret => equalTexts(value, secret.value))) return {}
  return { learned: { role, value, replaces: known.length > 0 } }
}

/** Only a URL that reads the same to every parser: what is checked here must be what is visited. */
function confirmIn({ confirm }: Handshake, view: RequestView): Pick<HandshakeAnswer, 'confirmUrl'> {
  const url = confirm && textAt(view, confirm.place)
  if (!url || url.length > 4096 || !URL.canParse(url) || new URL(url).href !== url) return {}
  return new RegExp(`^(?:${confirm.pattern})$`).test(url) ? { confirmUrl: url } : {}
}

/** The keyed part of an answer; null when the Source has no secret for it, and so nothing to prove. */
function macOf(mac: NonNullable<Handshake['mac']>, challenge: string, secrets: readonly Secret[], view: RequestView): string | null {
  const [secret] = secretsFor(secrets, mac.role, view.receivedAt)
  if (!secret) return null
  if (mac.plain === undefined) return macText(mac.hash, secret.value, challenge, mac.encoding)
  const registered = secretsFor(secrets, 'url', view.receivedAt)[0]?.value
  const values: Readonly<Record<string, string>> = { challenge, secret: secret.value, url: registered ?? view.url.replace(/\?.*$/s, '') }
  const text = mac.plain.replace(/\{(challenge|secret|url)\}/g, (_, name: string) => values[name] ?? '')
  return hashText(mac.hash, text, mac.encoding)
}

function refuse(handshake: Handshake, status: number, refused: string): HandshakeAnswer {
  const body = Buffer.from('The handshake was refused.\n', 'utf8')
  return { name: handshake.name, status, headers: [['Content-Type', 'text/plain; charset=utf-8'], ...SAFE_HEADERS], body, refused }
}
