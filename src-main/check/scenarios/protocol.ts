import { answerHandshake } from '#domain/handshake.ts'
import { isJsonType, mediaType } from '#domain/http/body.ts'
import { headerValue } from '#domain/http/headers.ts'
import { requestView } from '#domain/http/request-view.ts'
import type { Handshake } from '#domain/provider.ts'
import { secretsFor } from '#domain/secret.ts'
import { put } from '#domain/signature/put.ts'
import type { Draft } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { fine, isAccepted, type Judged, mustAccept, mustNotBreak, saidBy } from '../judge.ts'
import type { Kit } from '../kit.ts'
import { always, type Scenario, trial, Unfit } from '../scenario.ts'
import type { Target } from '../target.ts'

const group = 'protocol' as const

const bare = (kit: Kit, method: string): Draft => ({ method, url: kit.target.url, headers: ['Accept', '*/*'], body: new Uint8Array() })

export const protocolScenarios: readonly Scenario[] = [
  {
    id: 'genuine',
    group: 'genuine',
    wave: 'first',
    fits: always,
    title: 'Genuine event',
    why: 'If this is not accepted, nothing else matters.',
    sends: 'An event as the provider would send it. It must be answered with 2xx in time.',
    async run(kit) {
      const answer = await kit.send('genuine', kit.genuine())
      return trial(() => {
        const judged = mustAccept(answer, 'A genuine event', 'genuine-refused')
        return judged.pitfall === 'genuine-refused' && answer.status === null ? { ...judged, pitfall: 'no-answer' } : judged
      }, 1)
    },
  },
  {
    id: 'wrong-method',
    group,
    wave: 'refuse',
    fits: always,
    title: 'GET instead of POST',
    why: 'Crawlers and health checks visit every URL.',
    sends: 'An empty GET. It should be answered with 4xx, preferably 405.',
    async run(kit) {
      const answer = await kit.send('GET', bare(kit, 'GET'))
      return trial((): Judged => {
        if (isAccepted(answer)) return { pitfall: 'method', meaning: `GET was answered with ${answer.status}.` }
        return mustNotBreak(answer, 'GET')
      })
    },
  },
  {
    id: 'head-options',
    group,
    wave: 'refuse',
    fits: always,
    title: 'HEAD and OPTIONS',
    why: 'Some providers use HEAD or OPTIONS to see whether anything answers.',
    sends: 'HEAD and OPTIONS. Any answer but a 5xx will do.',
    async run(kit) {
      const head = await kit.send('HEAD', bare(kit, 'HEAD'))
      const options = await kit.send('OPTIONS', bare(kit, 'OPTIONS'))
      return trial(() => {
        const judged = [mustNotBreak(head, 'HEAD'), mustNotBreak(options, 'OPTIONS')]
        return judged.find(({ pitfall }) => pitfall !== null) ?? fine(`HEAD was ${saidBy(head)}, OPTIONS ${saidBy(options)}.`)
      })
    },
  },
  {
    id: 'handshake',
    group,
    wave: 'accept',
    fits: handshakeFits,
    title: 'The provider’s handshake',
    why: 'The provider sends nothing until the owner of the URL has answered, and asks again from time to time.',
    sends: 'The exchange in which the provider checks who owns the URL. It must be answered as the provider expects.',
    async run(kit) {
      const handshake = usable(kit.target)[0]
      if (!handshake) throw new Unfit('There is no handshake to try.')
      const draft = askedBy(handshake, kit)
      const answer = await kit.send(handshake.name, draft)
      const expected = expectedAnswer(kit, draft)
      return trial((): Judged => {
        const judged = mustAccept(answer, `The handshake “${handshake.name}”`, 'handshake')
        if (judged.pitfall) return judged
        const wanted = expected?.body.toString() ?? ''
        const type = mediaType(headerValue(answer.headers, 'content-type'))
        return sameAnswer(wanted, answer.body.toString('utf8'), isJsonType(type))
          ? fine('The handshake was answered as the provider expects.')
          : {
              pitfall: 'handshake',
              meaning: `The handshake “${handshake.name}” was answered with ${answer.status}, but not with what the provider expects.`,
            }
      })
    },
  },
]

function handshakeFits(target: Target): string | null {
  if (!target.provider || target.provider.handshakes.length === 0) return 'This provider has no handshake.'
  return usable(target).length > 0 ? null : 'Its handshake needs a secret that was not given, or a person to confirm it.'
}

/** Those that can be asked without changing anything at the receiver: no secret is handed over, nobody has to click. */
function usable({ provider, secrets, signing }: Target): Handshake[] {
  return (provider?.handshakes ?? []).filter(
    ({ learn, confirm, mac, verifyToken, trust, challenge }) =>
      learn === undefined &&
      confirm === undefined &&
      challenge !== undefined &&
      (!mac || secrets.some(secret => secret.role === mac.role)) &&
      (!verifyToken || secrets.some(secret => secret.role === verifyToken.role)) &&
      (trust.by !== 'verified' || signing !== null),
  )
}

/** The request as the provider would make it: its conditions and a challenge put in their places, signed where it signs them. */
function askedBy(handshake: Handshake, kit: Kit): Draft {
  const get = handshake.method === 'GET' || handshake.method === 'OPTIONS' || handshake.method === 'HEAD'
  let draft: Draft | null = {
    method: handshake.method,
    url: kit.target.url,
    headers: get ? ['Accept', '*/*'] : ['Content-Type', 'application/json'],
    body: get ? new Uint8Array() : Buffer.from('{}'),
  }
  const set = (place: Parameters<typeof put>[1], text: string) => {
    draft = draft && put(draft, place, text)
  }
  for (const { place, equals } of handshake.when) set(place, equals ?? 'hookbench')
  if (handshake.challenge) set(handshake.challenge.place, Buffer.from(kit.random(12)).toString('hex'))
  const token = handshake.verifyToken && secretsFor(kit.target.secrets, handshake.verifyToken.role, kit.now())[0]
  if (handshake.verifyToken && token) set(handshake.verifyToken.place, token.value)
  if (!draft) throw new Unfit('Hookbench cannot imitate this handshake.')
  const signs = handshake.trust.by === 'verified' || (handshake.trust.by === 'echo' && handshake.trust.signed)
  return signs ? kit.sign(draft) : draft
}

/** What the receiver of our own would answer to the same. */
function expectedAnswer(kit: Kit, draft: Draft) {
  const { provider, secrets } = kit.target
  const { pathname, search } = new URL(draft.url)
  const view = requestView({
    method: draft.method,
    url: draft.url,
    target: `${pathname}${search}`,
    headers: draft.headers,
    body: draft.body,
    receivedAt: kit.now(),
  })
  if (!provider) return null
  const answer = answerHandshake(provider, view, secrets, verifyRequest(provider, view, secrets))
  return answer === null ? null : { body: Buffer.from(answer.body) }
}

/** JSON by its members, for more of them do no harm; text by containing it. */
function sameAnswer(wanted: string, got: string, json: boolean): boolean {
  try {
    const members = Object.entries(JSON.parse(wanted) as Record<string, unknown>)
    const given = JSON.parse(got) as Record<string, unknown>
    return members.every(([name, value]) => given[name] === value)
  } catch {
    return json ? got.includes(wanted) : got.trim() === wanted.trim()
  }
}
