import { headerValue, withHeaders } from '#domain/http/headers.ts'
import { fine, isAccepted, mustNotBreak, mustRefuse, saidBy } from '../judge.ts'
import { needsSignature, needsTolerance, type Scenario, toleranceMs, tooOldMs, trial, Unfit } from '../scenario.ts'
import { signatureHeader } from '../signing.ts'

const group = 'time' as const

export const timeScenarios: readonly Scenario[] = [
  {
    id: 'stale',
    group,
    wave: 'refuse',
    fits: needsTolerance,
    title: 'Too old',
    why: 'Whoever has recorded a request once can send it again for ever, if nobody looks at its time.',
    sends: 'A rightly signed event whose timestamp is older than the tolerance. It has to be refused.',
    async run(kit) {
      const answer = await kit.send('old', kit.sign(kit.fresh(), { at: kit.now() - tooOldMs(kit.target) }))
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An event older than the tolerance',
          'no-timestamp-check',
          'A recorded request would be accepted at any later time.',
        ),
      )
    },
  },
  {
    id: 'future',
    group,
    wave: 'refuse',
    fits: needsTolerance,
    title: 'From the future',
    why: 'A request dated ahead stays valid until its time has come.',
    sends: 'A rightly signed event dated a day ahead. It should be refused.',
    async run(kit) {
      const answer = await kit.send('a day ahead', kit.sign(kit.fresh(), { at: kit.now() + 86_400_000 }))
      return trial(seen => {
        if (isAccepted(answer) && kit.target.signing?.scheme.vendorAccepts?.future) {
          return fine(
            `It was ${saidBy(answer)}, as by the SDK of ${kit.target.provider?.name} itself. Only who has the secret can make such a request.`,
          )
        }
        return mustRefuse(
          answer,
          seen,
          'An event of tomorrow',
          'future-timestamp',
          'An event of tomorrow would have been accepted: it can be replayed until then.',
        )
      })
    },
  },
  {
    id: 'tampered-timestamp',
    group,
    wave: 'refuse',
    fits: target =>
      needsTolerance(target) ??
      (target.signing?.scheme.timestamp?.at.in === 'claim' || target.signing?.scheme.timestamp?.at.in === 'body'
        ? 'The timestamp is part of what is signed as a whole.'
        : null),
    title: 'Changed timestamp',
    why: 'A timestamp that is not part of what is verified can be set to now.',
    sends: 'An old event with its right signature, its timestamp changed to now. It has to be refused.',
    async run(kit) {
      const scheme = kit.target.signing?.scheme
      const at = scheme?.timestamp?.at
      const old = kit.sign(kit.fresh(), { at: kit.now() - tooOldMs(kit.target) })
      const young = kit.sign(old)
      const header = scheme && signatureHeader(scheme, old)
      if (!scheme || !at || !header) throw new Unfit('The timestamp cannot be changed by itself.')
      let draft = old
      if (at.in === 'signature') {
        const { separator = ',', assign = '=' } = scheme.signature
        const stamp = (value: string) => value.split(separator).find(item => item.startsWith(`${at.field}${assign}`))
        const [was, is] = [stamp(header[1]), stamp(headerValue(young.headers, header[0]) ?? '')]
        if (was === undefined || is === undefined) throw new Unfit('The timestamp cannot be changed by itself.')
        draft = { ...old, headers: withHeaders(old.headers, [[header[0], header[1].replace(was, is)]]) }
      } else if (at.in === 'header') {
        const name = at.names.find(candidate => headerValue(young.headers, candidate) !== undefined) ?? ''
        draft = { ...old, headers: withHeaders(old.headers, [[name, headerValue(young.headers, name) ?? '']]) }
      } else throw new Unfit('The timestamp cannot be changed by itself.')
      const answer = await kit.send('with the time of now', draft)
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An old event with a new timestamp',
          'unsigned-timestamp',
          'An old request would be accepted with a new timestamp: the time is not part of what is verified.',
        ),
      )
    },
  },
  {
    id: 'replay',
    group,
    wave: 'repeat',
    fits: needsSignature,
    title: 'Replay of an old genuine request',
    why: 'A recorded request, sent again byte for byte, must have no effect a second time.',
    sends:
      'An event that is accepted, then the recording of it: dated before the tolerance where the scheme has a time. Nothing may come of the second.',
    async run(kit) {
      const age = toleranceMs(kit.target) > 0 ? tooOldMs(kit.target) : 0
      const now = kit.genuine()
      const first = await kit.send('the first time', now)
      const recording = age > 0 ? kit.sign(now, { at: kit.now() - age }) : now
      const second = await kit.send('the recording', recording)
      return trial(({ effects, unit }) => {
        if (!isAccepted(first)) return mustNotBreak(first, 'The event')
        if (effects !== null && effects > unit)
          return { pitfall: 'idempotency', meaning: 'A recorded request, sent again, was processed a second time.' }
        if (isAccepted(second) && age > 0 && effects === null) {
          return {
            pitfall: 'no-timestamp-check',
            meaning: 'A recording older than the tolerance was answered 2xx.',
            notObservable: 'Whether it was processed again could not be seen.',
          }
        }
        const judged = mustNotBreak(second, 'The recording')
        if (judged.pitfall) return judged
        const seen = fine(`The recording was ${saidBy(second)}.`)
        return effects === null && isAccepted(second)
          ? { ...seen, notObservable: 'Whether it was processed a second time cannot be seen without an observation.' }
          : seen
      }, 1)
    },
  },
]
