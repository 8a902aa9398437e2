import type { Assessment, Capture, ReplyPlan } from '#domain/capture.ts'
import { eventOf } from '#domain/events.ts'
import { guessProvider } from '#domain/guess.ts'
import { answerHandshake } from '#domain/handshake.ts'
import { isFormType, isJsonType, mediaType } from '#domain/http/body.ts'
import { headerValue } from '#domain/http/headers.ts'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById, providers } from '#providers/index.ts'
import type { IntakeLookup } from './config.ts'
import { decodeBody } from './decode.ts'
import { matchSource } from './match.ts'

/** A guess below this is not shown as the Inbox row's provider. */
const SURE_ENOUGH = 0.5

/**
 * Everything about a Capture that does not depend on what came before it: whose it is, whether it is genuine, whether it is a
 * handshake, whether it parses, which Events it carries. Pure but for the CPU time it takes.
 */
export function assess(capture: Capture, lookup: IntakeLookup): Assessment {
  const source = matchSource(lookup, capture.target)
  const decoded = decodeBody(headerValue(capture.headers, 'content-encoding'), capture.body)
  const view = requestView({ ...capture, url: capture.effectiveUrl }, decoded.ok ? decoded.bytes : new Uint8Array())
  const provider = source ? providerById(source.provider) : providerById(guess(view))
  const secrets = source?.secrets ?? []
  const verification = verifyRequest(provider, view, secrets, source?.scheme ? { scheme: source.scheme } : {})
  const handshake = capture.problem === null ? answerHandshake(provider, view, secrets, verification) : null
  const event = capture.problem === null && handshake === null ? eventOf(provider, view) : { keys: [], type: null }
  return {
    sourceId: source?.id ?? null,
    provider: provider?.id ?? null,
    verification,
    handshake: handshake && { name: handshake.name, reply: toReply(handshake), refused: handshake.refused ?? null },
    parseError: decoded.ok ? parseErrorOf(view) : unlessOpaque(capture, decoded.message),
    eventKeys: event.keys,
    eventType: event.type,
  }
}

function guess(view: RequestView): string | null {
  const best = guessProvider(providers, view)[0]
  return best && best.confidence >= SURE_ENOUGH ? best.provider : null
}

function parseErrorOf(view: RequestView): string | null {
  const parsed = view.parsed()
  if (parsed.kind !== 'invalid') return null
  return `The Content-Type says ${parsed.as === 'json' ? 'JSON' : 'a form'}, and the body is not: ${parsed.message}`
}

/** A body that promises neither JSON nor a form need not be understood, so it need not be inflated either. */
function unlessOpaque(capture: Capture, message: string): string | null {
  const type = mediaType(headerValue(capture.headers, 'content-type'))
  return isJsonType(type) || isFormType(type) ? message : null
}

function toReply(handshake: { status: number; headers: readonly (readonly [string, string])[]; body: Uint8Array }): ReplyPlan {
  return { status: handshake.status, headers: handshake.headers.flat(), body: Buffer.from(handshake.body).toString('utf8'), delayMs: 0 }
}
