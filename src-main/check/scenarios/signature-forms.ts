import { headerValue } from '#domain/http/headers.ts'
import { fine, isAccepted, mustAccept, mustNotBreak, mustRefuse, saidBy } from '../judge.ts'
import { needsHeader, type Scenario, trial } from '../scenario.ts'
import { isComputed, signatureHeader, spoiled } from '../signing.ts'
import type { Target } from '../target.ts'
import { strangeSecret } from './signature.ts'
import { doubled, rewritten } from './signature-header.ts'

const group = 'signature' as const

const needsRoom = (target: Target): string | null => {
  const missing = needsHeader(target)
  if (missing) return missing
  const { signature, token } = target.signing?.scheme ?? {}
  return signature?.separator !== undefined && signature.assign !== undefined && token === undefined
    ? null
    : `${target.provider?.name}’s header holds only one signature.`
}

/** The forms that a signature header can take. */
export const signatureFormScenarios: readonly Scenario[] = [
  {
    id: 'rotation',
    group,
    wave: 'accept',
    fits: target => needsRoom(target),
    title: 'Signed with an old and a new secret',
    why: 'While a secret is being rotated, providers send a signature for each.',
    sends: 'An event with two signatures, the right one and one made with an unknown secret, in both orders. Both must be accepted.',
    async run(kit) {
      const strange = kit.target.signing?.other?.value ?? strangeSecret(kit)
      const both = (order: 'first' | 'last') => {
        const at = kit.now()
        const own = kit.sign(kit.fresh(), { at })
        const other = kit.sign(own, { at, secret: strange })
        const { signature } = kit.target.signing?.scheme ?? {}
        const name = signature && kit.target.signing ? signatureHeader(kit.target.signing.scheme, own)?.[0] : undefined
        const separator = signature?.separator ?? ','
        const items = headerValue(own.headers, name ?? '')?.split(separator) ?? []
        const more = (headerValue(other.headers, name ?? '')?.split(separator) ?? []).filter(item => !items.includes(item))
        return rewritten(kit, own, () =>
          (order === 'last' ? [...items, ...more] : [...items.slice(0, -1), ...more, ...items.slice(-1)]).join(separator),
        )
      }
      const first = await kit.send('the right one first', both('last'))
      const second = await kit.send('the right one last', both('first'))
      return trial(() => mustAccept(isAccepted(first) ? second : first, 'An event signed with two secrets', 'rotation'), 2)
    },
  },
  {
    id: 'unknown-scheme',
    group,
    wave: 'accept',
    fits: needsRoom,
    title: 'An extra signature of an unknown version',
    why: 'Providers introduce new versions of their signature next to the old ones.',
    sends: 'An event whose header has another item before the right one. It must be accepted.',
    async run(kit) {
      const { separator = ',', assign = '=' } = kit.target.signing?.scheme.signature ?? {}
      const draft = rewritten(kit, kit.genuine(), value => {
        const items = value.split(separator)
        return [...items.slice(0, -1), `v9${assign}bm90aGluZw`, ...items.slice(-1)].join(separator)
      })
      const answer = await kit.send('with an unknown item', draft)
      return trial(() => mustAccept(answer, 'An event with an extra signature of an unknown version', 'unknown-scheme'), 1)
    },
  },
  {
    id: 'repeated-header',
    group,
    wave: 'refuse',
    fits: needsHeader,
    title: 'Signature header twice',
    why: 'Frameworks return a repeated header as a list, as one joined string, or as its first value.',
    sends: 'An event with two wrong signature headers. It must be refused, and must not break the handler.',
    async run(kit) {
      const answer = await kit.send(
        'two wrong ones',
        doubled(kit, kit.genuine(), right => [spoiled(right), spoiled(right)]),
      )
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event with two wrong signature headers',
          'forged',
          'An event with two wrong signatures would have been accepted.',
        ),
      )
    },
  },
  {
    id: 'mixed-header',
    group,
    wave: 'accept',
    fits: needsHeader,
    title: 'Signature header twice, one of them right',
    why: 'A header added by a proxy must not bring the handler down.',
    sends: 'An event with a wrong and a right signature header. It may be accepted or refused, but must not break the handler.',
    async run(kit) {
      const answer = await kit.send(
        'a wrong and a right one',
        doubled(kit, kit.genuine(), right => [spoiled(right), right]),
      )
      return trial(() => mustNotBreak(answer, 'An event with a wrong and a right signature header'), 1)
    },
  },
  {
    id: 'upper-case',
    group,
    wave: 'accept',
    fits: target =>
      needsHeader(target) ??
      (target.signing?.scheme.signature.encoding === 'hex' && isComputed(target.signing.scheme)
        ? null
        : 'The signature is not written in hexadecimal.'),
    title: 'Signature in upper case',
    why: 'Hexadecimal is not case-sensitive; a difference in case must at least not break the handler.',
    sends: 'A genuine event with its signature in upper case. It may be accepted or refused, but must not break the handler.',
    async run(kit) {
      const draft = rewritten(kit, kit.genuine(), value => value.replace(/[0-9a-f]{32,}/g, hex => hex.toUpperCase()))
      const answer = await kit.send('in upper case', draft)
      return trial(() => {
        const judged = mustNotBreak(answer, 'A signature in upper case')
        return judged.pitfall ? judged : fine(`A signature in upper case was ${saidBy(answer)}; either outcome is fine.`)
      }, 1)
    },
  },
  {
    id: 'malformed-signature',
    group,
    wave: 'refuse',
    fits: needsHeader,
    title: 'Meaningless signature',
    why: 'In many libraries, comparing values of unequal length, or text that does not decode, throws an error.',
    sends: 'Events whose signature header is a few letters, or very long. They must be refused, and must not break the handler.',
    async run(kit) {
      const short = await kit.send(
        'a few letters',
        rewritten(kit, kit.genuine(), () => 'x'),
      )
      const long = await kit.send(
        '4,000 letters',
        rewritten(kit, kit.genuine(), value => spoiled(value) + 'z'.repeat(4000)),
      )
      return trial(seen => {
        const first = mustRefuse(
          short,
          seen,
          'An event with a meaningless signature',
          'forged',
          'An event with arbitrary text as its signature would have been accepted.',
        )
        return first.pitfall
          ? first
          : mustRefuse(
              long,
              seen,
              'An event with a very long signature',
              'forged',
              'An event with an overlong signature would have been accepted.',
            )
      })
    },
  },
]
