import type { Draft } from '#domain/signature/sign.ts'
import type { Answer } from '../client.ts'
import { jsonObject, keptMembers, withJson } from '../events.ts'
import { fine, isAccepted, isServerError, type Judged, mustAccept, saidBy } from '../judge.ts'
import type { Kit } from '../kit.ts'
import { always, type Scenario, trial, Unfit } from '../scenario.ts'

const group = 'repeats' as const
const unseen = 'Without an observation, it cannot be seen whether it was processed more than once.'

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
    why: 'Every provider delivers at least once: what gets no answer is sent again.',
    sends: 'An event, and the same event again after the answer. Both must be answered with 2xx, and the event processed once.',
    async run(kit) {
      const draft = kit.genuine()
      const first = await kit.send('first time', draft)
      const second = await kit.send('second time', again(kit, draft))
      return trial(({ effects, unit }) => {
        if (!isAccepted(first)) return mustAccept(first, 'The event', 'genuine-refused')
        if (effects !== null && effects > unit)
          return {
            pitfall: 'idempotency',
            meaning: 'An event that is delivered twice is processed twice: two orders, two emails, two payouts.',
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
    why: 'A provider that has given up waiting sends again while the first copy is still being processed.',
    sends: 'Five events, each on eight connections whose last bytes go out together. Each must be processed once.',
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
            meaning: `${rounds.length} events, sent eight times at once, had ${effects} effects instead of ${unit * rounds.length}: there is a gap between looking up the id and storing it.`,
          }
        }
        const lost = rounds.find(answers => !answers.some(isAccepted))?.[0]
        if (lost) return mustAccept(lost, 'An event that was sent eight times at once', 'duplicate-refused')
        const broken = rounds.flat().find(answer => !isAccepted(answer) && !BUSY.includes(answer.status ?? 0))
        if (broken)
          return {
            pitfall: 'duplicate-refused',
            meaning: `One of eight simultaneous copies was ${saidBy(broken)}: the provider sends it again.`,
          }
        const judged = fine('Each of eight simultaneous copies was accepted or deferred.')
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
    why: 'When the work fails halfway, only the retry saves the event.',
    sends: 'An event whose payload is empty where the work needs it, then the same event complete. The second must be processed.',
    async run(kit) {
      const whole = kit.genuine()
      const value = jsonObject(whole)
      if (!value) throw new Unfit('The event is not JSON, so it cannot be made to fail.')
      const kept = keptMembers(kit.target.provider)
      const names = Object.keys(value).filter(name => !kept.has(name) && typeof value[name] === 'object' && value[name] !== null)
      if (names.length === 0) throw new Unfit('The event has no part that could be left out.')
      const hollow = withJson(whole, { ...value, ...Object.fromEntries(names.map(name => [name, null])) })
      const first = await kit.send('with an empty payload', kit.sign(hollow))
      const second = await kit.send('complete', again(kit, whole))
      return trial(({ effects, unit }) => afterFailure(first, second, effects, unit), 1)
    },
  },
  {
    id: 'out-of-order',
    group,
    wave: 'accept',
    fits: always,
    title: 'An older event after a newer one',
    why: 'Retries and parallel senders deliver events in any order.',
    sends: 'A current event, then one that happened a minute earlier. Both must be answered with 2xx.',
    async run(kit) {
      const older = kit.fresh(60_000)
      const newer = await kit.send('the newer one', kit.genuine())
      const later = await kit.send('the older one', kit.sign(older))
      return trial(() => mustAccept(isAccepted(newer) ? later : newer, 'An older event after a newer one', 'out-of-order'), 2)
    },
  },
]

function afterFailure(first: Answer, second: Answer, effects: number | null, unit: number): Judged {
  if (effects !== null && effects > unit)
    return { pitfall: 'idempotency', meaning: 'An event that failed at first and was then sent again was processed more than once.' }
  if (!isAccepted(second)) {
    const why = isServerError(second) ? 'fails again' : 'is refused'
    return {
      pitfall: 'marked-early',
      meaning: `After an event has failed, its retry ${why}: it was ${saidBy(second)}, although it is complete.`,
    }
  }
  if (effects === 0)
    return {
      pitfall: 'marked-early',
      meaning: 'After an event has failed, its retry is answered with 2xx and nothing is done: the event is lost.',
    }
  if (effects !== null)
    return fine(
      isAccepted(first) ? 'It was accepted the first time, and processed once.' : 'It failed, was sent again, and was processed once.',
    )
  if (!isAccepted(first) && /duplicate|already|repeat/i.test(second.body.toString('latin1'))) {
    return {
      pitfall: 'marked-early',
      meaning: 'After an event has failed, its retry is answered as if already processed: the event is lost.',
    }
  }
  return {
    ...fine(`It was ${saidBy(first)} and then ${saidBy(second)}.`),
    notObservable: 'Without an observation, it cannot be seen whether the retry was processed.',
  }
}
