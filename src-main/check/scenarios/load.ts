import type { LoadStats } from '#domain/check/types.ts'
import type { Answer } from '../client.ts'
import { isAccepted, isServerError, type Judged } from '../judge.ts'
import { always, type Scenario, trial } from '../scenario.ts'
import type { Limits } from '../target.ts'

const group = 'load' as const

/** Connections at once: more would be a test of the machine's limits and not of the handler. */
const CONNECTIONS = 100

export const loadScenarios: readonly Scenario[] = [
  burst('burst-50', 0, 'Burst', 'An import or a campaign produces many events within a second.'),
  burst('burst-500', 1, 'Large burst', 'After an outage at the provider, everything arrives at once.'),
  {
    id: 'retry-storm',
    group,
    wave: 'load',
    fits: always,
    title: 'Retry storm after an outage',
    why: 'After your own outage, everything that failed is sent again, some of it twice.',
    sends:
      'Twenty events, three times each, all at once, as after an outage. Each must be answered with 2xx at least once, and processed once.',
    async run(kit) {
      const events = Array.from({ length: 20 }, () => kit.genuine())
      const rounds = await Promise.all(
        [events, events, events].map(drafts => Promise.all(drafts.map(draft => kit.send('retry', draft, { quiet: true })))),
      )
      const answers = rounds.flat()
      kit.load = statsOf(answers)
      return trial(({ effects, unit }): Judged => {
        const lost = events.filter((_, at) => !rounds.some(round => isAccepted(round[at] as Answer))).length
        if (effects !== null && effects > events.length * unit) {
          return {
            pitfall: 'idempotency-race',
            meaning: `${events.length} events, sent three times each, had ${effects} effects instead of ${events.length * unit}.`,
          }
        }
        if (lost > 0)
          return {
            pitfall: 'storm',
            meaning: `${lost} of ${events.length} events were never answered with 2xx, although each was sent three times.`,
          }
        if (effects !== null && effects < events.length * unit) {
          return {
            pitfall: 'storm',
            meaning: `${events.length} events were answered with 2xx, but they had only ${effects} effects instead of ${events.length * unit}.`,
          }
        }
        return { pitfall: null, meaning: `All ${events.length} events were accepted.` }
      }, events.length)
    },
  },
]

function burst(id: string, which: 0 | 1, title: string, why: string): Scenario {
  return {
    id,
    group,
    wave: 'load',
    fits: always,
    title,
    why,
    sends: `${which === 0 ? '50' : '500'} genuine events at once. All must be answered with 2xx within the provider’s timeout.`,
    async run(kit) {
      const size: number = kit.limits.bursts[which satisfies keyof Limits['bursts']]
      const drafts = Array.from({ length: size }, () => kit.genuine())
      const answers: Answer[] = []
      const next = async (): Promise<void> => {
        for (let draft = drafts.pop(); draft; draft = drafts.pop()) answers.push(await kit.send('one of the burst', draft, { quiet: true }))
      }
      await Promise.all(Array.from({ length: Math.min(CONNECTIONS, size) }, next))
      const stats = statsOf(answers)
      kit.load = stats
      return trial((): Judged => judgeBurst(stats, kit.target.timeoutMs), size)
    },
  }
}

function judgeBurst(stats: LoadStats, timeoutMs: number): Judged {
  const { requests, accepted, refused, serverErrors, unanswered, p50, p95 } = stats
  if (accepted < requests) {
    const parts = [
      [refused, 'refused'],
      [serverErrors, 'answered with 5xx'],
      [unanswered, 'not answered'],
    ].flatMap(([count, what]) => (count ? [`${count} ${what}`] : []))
    return { pitfall: 'burst', meaning: `Of ${requests} simultaneous events: ${parts.join(', ')}.` }
  }
  if (p95 > timeoutMs)
    return {
      pitfall: 'burst',
      meaning: `All ${requests} were accepted, but one in twenty took longer than ${p95} ms; the provider waits ${timeoutMs} ms.`,
    }
  return { pitfall: null, meaning: `All ${requests} were accepted: half within ${p50} ms, 95% within ${p95} ms.` }
}

/** Percentiles by the nearest rank. */
export function statsOf(answers: readonly Answer[]): LoadStats {
  const times = answers.map(({ durationMs }) => Math.round(durationMs)).sort((a, b) => a - b)
  const at = (share: number): number => times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? 0
  const accepted = answers.filter(isAccepted).length
  const serverErrors = answers.filter(isServerError).length
  const unanswered = answers.filter(({ status }) => status === null).length
  return {
    requests: answers.length,
    accepted,
    refused: answers.length - accepted - serverErrors - unanswered,
    serverErrors,
    unanswered,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: times.at(-1) ?? 0,
  }
}
