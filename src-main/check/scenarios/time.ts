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
    why: 'If nothing checks its age, a request that was recorded once can be replayed forever.',
    sends: 'A correctly signed event whose timestamp is older than the tolerance. It must be refused.',
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
    why: 'A request dated ahead stays valid until that time has passed.',
    sends: 'A correctly signed event dated a day ahead. It should be refused.',
    async run(kit) {
      const answer = await kit.send('a day ahead', kit.sign(kit.fresh(), { at: kit.now() + 86_400_000 }))
      return trial(seen => {
        if (isAccepted(answer) && kit.target.signing?.scheme.vendorAccepts?.future) {
          return fine(
            `It was ${saidBy(answer)}; ${kit.target.provider?.name}’s own SDK does the same. Only someone with the secret can make such a request.`,
          )
        }
        return mustRefuse(
          answer,
          seen,
          'An event dated tomorrow',
          'future-timestamp',
          'An event dated tomorrow would have been accepted: it can be replayed until then.',
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
        ? 'The timestamp cannot be changed without changing what is signed.'
        : null),
    title: 'Changed timestamp',
    why: 'A timestamp that is not verified can be set to the current time.',
    sends: 'An old event with its original signature, its timestamp changed to now. It must be refused.',
    async run(kit) {
      const scheme = kit.target.signing?.scheme
      const at = scheme?.timestamp?.at
      const old = kit.sign(kit.fresh(), { at: kit.now() - tooOldMs(kit.target) })
      const young = kit.sign(old)
      const header = scheme && signatureHeader(scheme, old)
      if (!scheme || !at || !header) throw new Unfit('The timestamp cannot be changed on its own.')
      let draft = old
      if (at.in === 'signature') {
        const { separator = ',', assign = '=' } = scheme.signature
        const stamp = (value: string) => value.split(separator).find(item => item.startsWith(`${at.field}${assign}`))
        const [was, is] = [stamp(header[1]), stamp(headerValue(young.headers, header[0]) ?? '')]
        if (was === undefined || is === undefined) throw new Unfit('The timestamp cannot be changed on its own.')
        draft = { ...old, headers: withHeaders(old.headers, [[header[0], header[1].replace(was, is)]]) }
      } else if (at.in === 'header') {
        const name = at.names.find(candidate => headerValue(young.headers, candidate) !== undefined) ?? ''
        draft = { ...old, headers: withHeaders(old.headers, [[name, headerValue(young.headers, name) ?? '']]) }
      } else throw new Unfit('The timestamp cannot be changed on its own.')
      const answer = await kit.send('with the current time', draft)
      return trial(seen =>
        mustRefuse(
          answer,
          seen,
          'An old event with a new timestamp',
          'unsigned-timestamp',
          'An old request would be accepted with a new timestamp: the timestamp is not part of what is verified.',
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
    why: 'A recorded request that is replayed byte for byte must not have an effect twice.',
    sends:
      'An event that is accepted, then a recording of it, dated before the tolerance if the scheme has a timestamp. The recording must have no effect.',
    async run(kit) {
      const age = toleranceMs(kit.target) > 0 ? tooOldMs(kit.target) : 0
      const now = kit.genuine()
      const first = await kit.send('the first time', now)
      const recording = age > 0 ? kit.sign(now, { at: kit.now() - age }) : now
      const second = await kit.send('the recording', recording)
      return trial(({ effects, unit }) => {
        if (!isAccepted(first)) return mustNotBreak(first, 'The event')
        if (effects !== null && effects > unit)
          return { pitfall: 'idempotency', meaning: 'A recorded request was processed again when it was replayed.' }
        if (isAccepted(second) && age > 0 && effects === null) {
          return {
            pitfall: 'no-timestamp-check',
            meaning: 'A recording older than the tolerance was answered with 2xx.',
            notObservable: 'Whether it was processed again could not be seen.',
          }
        }
        const judged = mustNotBreak(second, 'The recording')
        if (judged.pitfall) return judged
        const seen = fine(`The recording was ${saidBy(second)}.`)
        return effects === null && isAccepted(second)
          ? { ...seen, notObservable: 'Without an observation, it cannot be seen whether it was processed a second time.' }
          : seen
      }, 1)
    },
  },
]
