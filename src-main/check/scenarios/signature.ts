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
    ? `${target.provider?.name} signs some values of an event and not its body.`
    : `${target.provider?.name} sends a secret along and signs nothing, so a changed body cannot be told.`
}

export const signatureScenarios: readonly Scenario[] = [
  {
    id: 'forged',
    group,
    wave: 'refuse',
    fits: needsSignature,
    title: 'Forged signature',
    why: 'Your URL is no secret: anybody who finds it can send what he likes.',
    sends: 'An event with a signature in the right form and made with no knowledge of the secret. It has to be refused.',
    async run(kit) {
      const answer = await kit.send('forged', kit.sign(kit.fresh(), { secret: strangeSecret(kit) }))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'A forged event',
          'forged',
          'A forged event would have been accepted: anybody could report a payment that never was.',
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
    why: 'Some handlers verify a signature where there is one, and skip it where there is none.',
    sends: 'The same without any signature header. It has to be refused.',
    async run(kit) {
      const answer = await kit.send('unsigned', kit.fresh())
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An unsigned event',
          'unsigned',
          'An event without a signature would have been accepted: whoever leaves the header out needs no secret.',
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
    why: 'A signature that is not verified over the body lets the amount be changed on the way.',
    sends: 'A rightly signed event, one value of which was changed afterwards. It has to be refused.',
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
          'A changed event would have been accepted: the signature is not compared with the body that came.',
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
    why: 'A comparison that looks at a part of the signature only can be guessed.',
    sends: 'A genuine event, its signature off by one character near the end. It has to be refused.',
    async run(kit) {
      const answer = await kit.send('changed', rewritten(kit, kit.genuine(), spoiled))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event with a spoiled signature',
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
    title: 'Signature of another secret',
    why: 'A missing variable becomes the text “undefined”, and the secret of an example stays in use.',
    sends:
      'Events signed with secrets that are often accepted by mistake: “undefined”, “secret”, “test” and the like. All have to be refused.',
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
      if (tries.length === 0) throw new Unfit('A secret of this scheme is no text that anybody would guess.')
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
          `An event signed with “${secret}” would have been accepted: anybody can guess that.`,
        ),
      )
    },
  },
  {
    id: 'reserialised',
    group,
    wave: 'refuse',
    fits: needsBody,
    title: 'Body written anew after it was signed',
    why: 'Whoever parses the body and verifies what he writes from it does not verify what was sent.',
    sends: 'An event that was signed and then laid out otherwise: the same values, other bytes. It has to be refused.',
    async run(kit) {
      const draft = kit.genuine()
      const value = jsonObject(draft)
      if (!value) throw new Unfit('The event is not JSON.')
      const other = JSON.stringify(value, null, 2)
      const body = Buffer.from(draft.body).toString('utf8') === other ? JSON.stringify(value) : other
      const answer = await kit.send('laid out otherwise', withBody(draft, body))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event whose bytes are not those that were signed',
          'raw-body',
          'The parsed body is verified and not the received one: events whose layout or escapes differ will be refused, and changed ones accepted.',
        ),
      )
    },
  },
  {
    id: 'layout',
    group,
    wave: 'accept',
    fits: needsBody,
    title: 'Genuine event in another layout',
    why: 'Providers change spaces, escapes and the order of members without telling.',
    sends: 'An event with line breaks and escaped letters, signed as it is sent. It has to be accepted.',
    async run(kit) {
      const fresh = kit.fresh()
      const value = jsonObject(fresh)
      if (!value) throw new Unfit('The event is not JSON.')
      const text = JSON.stringify({ ...value, hookbench_layout: 'caf\u00e9/1' }, null, 2).replace('caf\u00e9/1', 'caf\\u00e9\\/1')
      const answer = await kit.send('laid out', kit.sign(withBody(fresh, text)))
      return trial(() => mustAccept(answer, 'A genuine event in another layout', 'raw-body'), 1)
    },
  },
]
