import type { Assessment, Capture, HandshakeStep } from '#domain/capture.ts'
import type { SourceConfig } from '#domain/config.ts'
import { DELIVERY_HEADER } from '#domain/delivery/outgoing-headers.ts'
import { messageOf } from '#domain/error-text.ts'
import { eventOf, ownKeys, retryOf } from '#domain/events.ts'
import { guessProvider, guessProviderFully } from '#domain/guess.ts'
import { answerHandshake, type HandshakeAnswer } from '#domain/handshake.ts'
import { isFormType, isJsonType, mediaType } from '#domain/http/body.ts'
import { headerValue } from '#domain/http/headers.ts'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import { parseId } from '#domain/ids.ts'
import type { VerdictName } from '#domain/request.ts'
import type { Secret } from '#domain/secret.ts'
import type { CertificateLookup } from '#domain/signature/certificate.ts'
import { sha256Hex } from '#domain/signature/digest.ts'
import { notWhole, unsignedHandshake } from '#domain/signature/not-checked.ts'
import { certificateWanted, type VerifyOptions, verifyRequest } from '#domain/signature/verify.ts'
import { knownProviders, providerById } from '#providers/index.ts'
import type { IntakeLookup } from './config.ts'
import { type Decoded, decodeBody } from './decode.ts'
import { matchSource } from './match.ts'

/** A guess below this is not shown as the Inbox row's provider. */
const SURE_ENOUGH = 0.5
/** Of nearly every capture. */
const noOptions: VerifyOptions = {}
/** Bytes of a body that is looked into for a guess. */
const GUESS_UP_TO = 64 * 1024

/**
 * Everything about a Capture that does not depend on what came before it: whose it is, whether it is genuine, whether it is a
 * handshake, whether it parses, which Events it carries. Pure but for the CPU time it takes, and never throws: whatever it meets in a
 * body, the Request is kept.
 * @param certificates those fetched before; what needs another is `key_unavailable`
 */
export function assess(capture: Capture, lookup: IntakeLookup, certificates?: CertificateLookup): Assessment {
  try {
    return examined(capture, lookup, certificates)
  } catch (error) {
    return unexamined(capture, lookup, error)
  }
}

/** For a Request that broke our own rules: it proves nothing and claims nothing, so it is refused, and its row says why. */
function unexamined(capture: Capture, lookup: IntakeLookup, error: unknown): Assessment {
  const source = matchSource(lookup, capture.target)
  const reason = messageOf(error)
  const explanation = `Hookbench could not examine this request (${reason}). Its bytes are kept as they came. Please report this as a defect.`
  return {
    sourceId: source?.id ?? null,
    provider: source?.provider ?? null,
    verification: {
      verdict: 'failed',
      provider: source?.provider ?? null,
      scheme: null,
      code: null,
      explanation,
      checks: [],
      secretId: null,
    },
    handshake: null,
    parseError: explanation,
    eventKeys: [],
    eventType: null,
  }
}

function examined(capture: Capture, lookup: IntakeLookup, certificates?: CertificateLookup): Assessment {
  const source = matchSource(lookup, capture.target)
  const { decoded, view } = viewOf(capture)
  const provider = source ? providerById(source.provider) : providerById(guess(view))
  const secrets = capture.origin === 'sample' ? withOwnKeys(source, lookup) : (source?.secrets ?? [])
  const verified =
    capture.problem === null ? verifyRequest(provider, view, secrets, optionsOf(source, certificates)) : notWhole(provider, capture.problem)
  const handshake = capture.problem === null ? answerHandshake(provider, view, secrets, verified) : null
  const unsigned = handshake !== null && !handshake.refused && verified.code === 'missing_header'
  const verification = unsigned ? unsignedHandshake(provider) : verified
  const whole = capture.problem === null && handshake === null
  const event = whole ? eventOf(provider, view) : { keys: [], type: null }
  const eventKeys = event.keys.length > 0 || !whole || !source?.duplicateKey ? event.keys : ownKeys(source.duplicateKey, view)
  const fingerprint = whole && source && eventKeys.length === 0 ? fingerprintOf(capture, verification.verdict) : undefined
  const retry = retryOf(provider, view)
  const carries = deliveryCarried(capture)
  return {
    sourceId: source?.id ?? null,
    provider: provider?.id ?? null,
    verification,
    handshake: handshake && toStep(handshake),
    parseError: decoded.ok ? parseErrorOf(view) : unlessOpaque(capture, decoded.message),
    eventKeys,
    eventType: event.type,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(retry === undefined ? {} : { retry }),
    ...(carries === undefined ? {} : { carries }),
  }
}

/** Only the writer knows whether it is ours: it sees every Delivery. */
function deliveryCarried({ headers }: Capture): number | undefined {
  const mark = headerValue(headers, DELIVERY_HEADER)
  return mark === undefined ? undefined : (parseId('dlv', mark) ?? undefined)
}

/** A sample of ours may be signed with a key pair of ours, where only the provider has its own. */
function withOwnKeys(source: SourceConfig | null, { ownKeys }: IntakeLookup): readonly Secret[] {
  return source === null ? [] : [...source.secrets, ...ownKeys]
}

/** In a form that no event key has. A forged body claims nothing, and an empty one says nothing. */
function fingerprintOf({ body }: Capture, verdict: VerdictName): string | undefined {
  return verdict === 'failed' || body.byteLength === 0 ? undefined : `body~sha256:${sha256Hex(body)}`
}

function optionsOf(source: SourceConfig | null, certificates: CertificateLookup | undefined): VerifyOptions {
  const scheme = source?.scheme ?? null
  if (scheme === null && certificates === undefined && !source?.asVendor) return noOptions
  return {
    ...(scheme === null ? {} : { scheme }),
    ...(certificates === undefined ? {} : { certificates }),
    ...(source?.asVendor ? { asVendor: true } : {}),
  }
}

/** URL of the certificate without which the Request cannot be verified; null when that is not what it lacks. */
export function wantedBy(capture: Capture, { provider, verification }: Assessment, certificates: CertificateLookup): string | null {
  const { code, scheme } = verification
  if (code !== 'key_unavailable' || scheme === null) return null
  return certificateWanted(providerById(provider), viewOf(capture).view, { scheme, certificates })
}

/** A Capture as the rules read it, its body inflated, to `atMost` bytes where that is given. */
export function viewOf(capture: Capture, atMost?: number): { decoded: Decoded; view: RequestView } {
  const decoded = decodeBody(headerValue(capture.headers, 'content-encoding'), capture.body, atMost)
  return { decoded, view: requestView({ ...capture, url: capture.effectiveUrl }, decoded.ok ? decoded.bytes : null) }
}

/** By headers, and by query and body where those say nothing; large bodies are not parsed for a guess. */
function guess(view: RequestView): string | null {
  const providers = knownProviders()
  const byHeaders = guessProvider(providers, view)
  const best = byHeaders.length > 0 || view.body.byteLength > GUESS_UP_TO ? byHeaders[0] : guessProviderFully(providers, view)[0]
  return best && best.confidence >= SURE_ENOUGH ? best.provider : null
}

/** Methods that need no body. Many clients say that they send JSON whatever they send. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

function parseErrorOf(view: RequestView): string | null {
  const parsed = view.parsed()
  if (parsed.kind !== 'invalid' || (view.body.byteLength === 0 && BODILESS.has(view.method))) return null
  return `The Content-Type says ${parsed.as === 'json' ? 'JSON' : 'a form'}, but the body is not: ${parsed.message}`
}

/** A body declared as neither JSON nor a form need not be parsed, so it need not be inflated either. */
function unlessOpaque(capture: Capture, message: string): string | null {
  const type = mediaType(headerValue(capture.headers, 'content-type'))
  return isJsonType(type) || isFormType(type) ? message : null
}

function toStep(answer: HandshakeAnswer): HandshakeStep {
  const { name, status, headers, body, refused = null, learned, confirmUrl, holds, metered } = answer
  return {
    name,
    reply: { status, headers: headers.flat(), body: Buffer.from(body).toString('utf8'), delayMs: 0 },
    refused,
    ...(learned ? { learned } : {}),
    ...(confirmUrl === undefined ? {} : { confirmUrl }),
    ...(holds === undefined ? {} : { holds }),
    ...(metered ? { metered } : {}),
  }
}
