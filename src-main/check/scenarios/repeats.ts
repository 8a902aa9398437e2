import type { Draft } from '#domain/signature/sign.ts'
import type { Answer } from '../client.ts'
import { jsonObject, keptMembers, withJson } from '../events.ts'
import { fine, isAccepted, isServerError, type Judged, mustAccept, saidBy } from '../judge.ts'
import type { Kit } from '../kit.ts'
import { always, type Scenario, trial, Unfit } from '../scenario.ts'

const group = 'repeats' as const
const unseen = 'Whether it was processed more than once cannot be seen without an observation.'

/** A redelivery: the same event, signed anew as providers do. */
const again = (kit: Kit, draft: Draft): Draft => kit.sign(draft)

/** How a parallel duplicate may be answered beside 2xx: "I am at it, come again". */
const BUSY = [409, 425, 429, 503]

/** Several, for one may slip through the gap by luck. */
const ROUNDS = 5

export const repeatScenarios: readonly Scenario[] = [
  {
    id: 'duplicate',
    group,
    wave: 'repeat',
    fits: always,
    title: 'The same event twice',
    why: 'Every provider sends at least once: what it has no answer for it sends again.',
    sends: 'An event, and the same event again after its answer. Both have to be answered 2xx, and processed once.',
    async run(kit) {
      const draft = kit.genuine()
      const first = await kit.send('first time', draft)
      const second = await kit.send('second time', again(kit, draft))
      return trial(({ effects, unit }) => {
        if (!isAccepted(first)) return mustAccept(first, 'The event', 'genuine-refused')
        if (effects !== null && effects > unit)
          return {
            pitfall: 'idempotency',
            meaning: 'An event that is delivered twice is processed twice: two orders, two mails, money paid out twice.',
          }
        const judged = mustAccept(second, 'The repetition of an event', 'duplicate-refused')
        return judged.pitfall || effects !== null ? judged : { ...judged, notObservable: unseen }
      }, 1)
    },
  },
  {
    id: 'parallel',
    group,
    wave: 'repeat',
    fits: always,
    title: 'The same event eight times at the same moment',
    why: 'A provider that has given up waiting sends again while the first one is still at work.',
    sends: 'Five events, each on eight connections whose last bytes go out together. Each has to be processed once.',
    async run(kit) {
      const rounds: Answer[][] = []
      for (let round = 0; round < ROUNDS; round++) {
        const draft = kit.genuine()
        rounds.push(
          await kit.together(
            `round ${round + 1}, number`,
            Array.from({ length: 8 }, () => draft),
          ),
        )
      }
      return trial(({ effects, unit }) => {
        if (effects !== null && effects > unit * rounds.length) {
          return {
            pitfall: 'idempotency-race',
            meaning: `Of ${rounds.length} events that came eight times at once came ${effects} effects instead of ${unit * rounds.length}: between looking for the id and storing it there is a gap.`,
          }
        }
        const lost = rounds.find(answers => !answers.some(isAccepted))?.[0]
        if (lost) return mustAccept(lost, 'An event that came eight times at once', 'duplicate-refused')
        const broken = rounds.flat().find(answer => !isAccepted(answer) && !BUSY.includes(answer.status ?? 0))
        if (broken)
          return {
            pitfall: 'duplicate-refused',
            meaning: `One of eight equal events at once was ${saidBy(broken)}: the provider sends it once more.`,
          }
        const judged = fine('Of eight equal events at once each was taken or put off.')
        return effects === null ? { ...judged, notObservable: unseen } : judged
      }, rounds.length)
    },
  },
  {
    id: 'after-failure',
    group,
    wave: 'repeat',
    fits: always,
    title: 'The same event again after it failed',
    why: 'When the work fails in the middle, the retry is what saves the event.',
    sends: 'An event whose payload is empty where the work needs it, then the same event whole. The second has to be processed.',
    async run(kit) {
      const whole = kit.genuine()
      const value = jsonObject(whole)
      if (!value) throw new Unfit('The event is not JSON, so it cannot be made to fail.')
      const kept = keptMembers(kit.target.provider)
      const names = Object.keys(value).filter(name => !kept.has(name) && typeof value[name] === 'object' && value[name] !== null)
      if (names.length === 0) throw new Unfit('The event has no part that could be missing.')
      const hollow = withJson(whole, { ...value, ...Object.fromEntries(names.map(name => [name, null])) })
      const first = await kit.send('with an empty payload', kit.sign(hollow))
      const second = await kit.send('whole', again(kit, whole))
      return trial(({ effects, unit }) => afterFailure(first, second, effects, unit), 1)
    },
  },
  {
    id: 'out-of-order',
    group,
    wave: 'accept',
    fits: always,
    title: 'An older event after a newer one',
    why: 'Retries and parallel senders bring events in any order.',
    sends: 'An event of now, then one that happened a minute earlier. Both have to be answered 2xx.',
    async run(kit) {
      const older = kit.fresh(60_000)
      const newer = await kit.send('the newer', kit.genuine())
      const later = await kit.send('the older', kit.sign(older))
      return trial(() => mustAccept(isAccepted(newer) ? later : newer, 'An older event after a newer one', 'out-of-order'), 2)
    },
  },
]

function afterFailure(first: Answer, second: Answer, effects: number | null, unit: number): Judged {
  if (effects !== null && effects > unit)
    return { pitfall: 'idempotency', meaning: 'An event that failed at first, and then came again, was processed more than once.' }
  if (!isAccepted(second)) {
    const why = isServerError(second) ? 'fails again' : 'is refused'
    return {
      pitfall: 'marked-early',
      meaning: `After an event has failed, its repetition ${why}: it was ${saidBy(second)}, although it is whole.`,
    }
  }
  if (effects === 0)
    return {
      pitfall: 'marked-early',
      meaning: 'After an event has failed, its repetition is answered 2xx and nothing is done: the event is lost.',
    }
  if (effects !== null)
    return fine(isAccepted(first) ? 'It was taken at the first time, and once.' : 'It failed, came again, and was processed once.')
  if (!isAccepted(first) && /duplicate|already|repeat/i.test(second.body.toString('latin1'))) {
    return {
      pitfall: 'marked-early',
      meaning: 'After an event has failed, its repetition is answered as one that was processed already: the event is lost.',
    }
  }
  return {
    ...fine(`It was ${saidBy(first)} and then ${saidBy(second)}.`),
    notObservable: 'Whether the repetition was processed cannot be seen without an observation.',
  }
}
