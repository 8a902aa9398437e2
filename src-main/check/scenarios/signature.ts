import { newSecret } from '#domain/signature/new-secret.ts'
import { jsonObject, withBody } from '../events.ts'
import { isAccepted, mustAccept, mustNotBreak, mustRefuse } from '../judge.ts'
import type { Kit } from '../kit.ts'
import { needsHeader, needsSignature, type Scenario, trial, Unfit } from '../scenario.ts'
import { commonSecrets, coversBody, isComputed, spoiled } from '../signing.ts'
import type { Target } from '../target.ts'
import { rewritten } from './signature-header.ts'

const group = 'signature' as const

/** One that nobody has. @throws Unfit where nothing is signed */
export function strangeSecret(kit: Kit): string {
  const { provider, signing } = kit.target
  if (!provider || !signing) throw new Unfit('There is nothing to forge.')
  return newSecret(provider, signing.scheme.id, kit.random(32))
}

const needsBody = (target: Target): string | null => {
  const missing = needsSignature(target)
  const scheme = target.signing?.scheme
  if (missing || !scheme || coversBody(scheme)) return missing
  return isComputed(scheme)
    ? `${target.provider?.name} signs only some values of an event, not its body.`
    : `${target.provider?.name} sends a secret along and signs nothing, so a changed body cannot be detected.`
}

export const signatureScenarios: readonly Scenario[] = [
  {
    id: 'forged',
    group,
    wave: 'refuse',
    fits: needsSignature,
    title: 'Forged signature',
    why: 'Your URL is not a secret: anyone who finds it can send whatever they like.',
    sends: 'An event with a well-formed signature made without the secret. It must be refused.',
    async run(kit) {
      const answer = await kit.send('forged', kit.sign(kit.fresh(), { secret: strangeSecret(kit) }))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'A forged event',
          'forged',
          'A forged event would have been accepted: anyone could report a payment that never happened.',
        ),
      )
    },
  },
  {
    id: 'unsigned',
    group,
    wave: 'refuse',
    fits: needsSignature,
    title: 'No signature at all',
    why: 'Some handlers verify a signature if there is one, and skip verification if there is none.',
    sends: 'An event without any signature header. It must be refused.',
    async run(kit) {
      const answer = await kit.send('unsigned', kit.fresh())
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An unsigned event',
          'unsigned',
          'An unsigned event would have been accepted: anyone who omits the header needs no secret.',
        ),
      )
    },
  },
  {
    id: 'tampered-body',
    group,
    wave: 'refuse',
    fits: needsBody,
    title: 'Changed body',
    why: 'If the signature is not verified over the body, an amount can be changed in transit.',
    sends: 'A correctly signed event with one value changed afterwards. It must be refused.',
    async run(kit) {
      const draft = kit.genuine()
      const text = Buffer.from(draft.body).toString('latin1')
      const at = text.search(/\d(?=[^\d]*$)|[a-z](?=[^a-z]*$)/)
      if (at < 0) throw new Unfit('The event has no value that could be changed.')
      const old = text.charAt(at)
      const body = Buffer.from(
        text.slice(0, at) + (old === '7' ? '8' : old === 'x' ? 'y' : /\d/.test(old) ? '7' : 'x') + text.slice(at + 1),
        'latin1',
      )
      const answer = await kit.send('changed', { ...draft, body })
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event whose body was changed',
          'tampered',
          'A changed event would have been accepted: the signature is not checked against the body received.',
        ),
      )
    },
  },
  {
    id: 'spoiled-signature',
    group,
    wave: 'refuse',
    fits: needsHeader,
    title: 'One character of the signature changed',
    why: 'If only part of the signature is compared, it can be guessed.',
    sends: 'A genuine event, its signature off by one character near the end. It must be refused.',
    async run(kit) {
      const answer = await kit.send('changed', rewritten(kit, kit.genuine(), spoiled))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event with an altered signature',
          'forged',
          'A signature that is merely similar would have been accepted.',
        ),
      )
    },
  },
  {
    id: 'other-secret',
    group,
    wave: 'refuse',
    fits: needsSignature,
    title: 'Signature made with another secret',
    why: 'A missing variable becomes the text “undefined”, and secrets copied from examples stay in use.',
    sends:
      'Events signed with secrets that are often accepted by mistake: “undefined”, “secret”, “test” and the like. All must be refused.',
    async run(kit) {
      const own = new Set(kit.target.secrets.map(({ value }) => value))
      const tries = commonSecrets
        .filter(secret => !own.has(secret))
        .flatMap(secret => {
          try {
            return [{ secret, draft: kit.sign(kit.fresh(), { secret }) }]
          } catch {
            return []
          }
        })
      if (tries.length === 0) throw new Unfit('Secrets of this scheme are not text that anyone could guess.')
      const answers = await Promise.all(
        tries.map(async ({ secret, draft }) => ({ secret, answer: await kit.send(`signed with “${secret}”`, draft) })),
      )
      const hit =
        answers.find(({ answer }) => isAccepted(answer)) ?? answers.find(({ answer }) => mustNotBreak(answer, '').pitfall !== null)
      const { secret, answer } = hit ?? answers[0] ?? { secret: '', answer: undefined as never }
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          `An event signed with “${secret}”`,
          'other-secret',
          `An event signed with “${secret}” would have been accepted: anyone can guess that.`,
        ),
      )
    },
  },
  {
    id: 'reserialised',
    group,
    wave: 'refuse',
    fits: needsBody,
    title: 'Body re-serialised after signing',
    why: 'A handler that parses the body and verifies its own serialisation does not verify what was sent.',
    sends: 'An event that was signed and then formatted differently: same values, different bytes. It must be refused.',
    async run(kit) {
      const draft = kit.genuine()
      const value = jsonObject(draft)
      if (!value) throw new Unfit('The event is not JSON.')
      const other = JSON.stringify(value, null, 2)
      const body = Buffer.from(draft.body).toString('utf8') === other ? JSON.stringify(value) : other
      const answer = await kit.send('formatted differently', withBody(draft, body))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event whose bytes are not the ones that were signed',
          'raw-body',
          'The parsed body is verified instead of the received one: events with different whitespace or escapes will be refused, and altered ones accepted.',
        ),
      )
    },
  },
  {
    id: 'layout',
    group,
    wave: 'accept',
    fits: needsBody,
    title: 'Genuine event in another format',
    why: 'Providers change whitespace, escapes and key order without notice.',
    sends: 'An event with line breaks and escaped letters, signed exactly as it is sent. It must be accepted.',
    async run(kit) {
      const fresh = kit.fresh()
      const value = jsonObject(fresh)
      if (!value) throw new Unfit('The event is not JSON.')
      const text = JSON.stringify({ ...value, hookbench_layout: 'caf\u00e9/1' }, null, 2).replace('caf\u00e9/1', 'caf\\u00e9\\/1')
      const answer = await kit.send('formatted', kit.sign(withBody(fresh, text)))
      return trial(() => mustAccept(answer, 'A genuine event in another format', 'raw-body'), 1)
    },
  },
]
