import { withHeaders } from '#domain/http/headers.ts'
import { fine, isAccepted, type Judged, mustAccept } from '../judge.ts'
import { always, type Scenario, trial } from '../scenario.ts'

const group = 'connection' as const

export const connectionScenarios: readonly Scenario[] = [
  {
    id: 'slow-sender',
    group,
    wave: 'accept',
    fits: always,
    title: 'Slow sender',
    why: 'On a bad connection the body arrives in pieces.',
    sends: 'A genuine event, its body in ten pieces over half a second. It must be accepted, and answered only after its last byte.',
    async run(kit) {
      const answer = await kit.send('in ten pieces', kit.genuine(), { manner: { kind: 'dribble', pieces: 10, gapMs: 50 } })
      return trial((): Judged => {
        if (answer.early && isAccepted(answer)) {
          return {
            pitfall: 'answers-first',
            meaning: `It answered ${answer.status} before the event had arrived, so nothing can have been verified or stored.`,
          }
        }
        return mustAccept(answer, 'An event that arrives slowly', 'slow-sender')
      }, 1)
    },
  },
  {
    id: 'cut',
    group,
    wave: 'accept',
    fits: always,
    title: 'Connection cut in the middle of the body',
    why: 'Senders crash, and connections drop.',
    sends: 'Half an event, after which the connection is closed; then a complete one. The second must be accepted.',
    async run(kit) {
      await kit.send('cut off', kit.genuine(), { manner: { kind: 'cut' } })
      await kit.pause(20)
      const answer = await kit.send('whole', kit.genuine())
      return trial(() => mustAccept(answer, 'An event after one that was cut off', 'cut'), 1)
    },
  },
  {
    id: 'keep-alive',
    group,
    wave: 'accept',
    fits: always,
    title: 'Several requests on one connection',
    why: 'Providers keep connections open; the leftovers of one request must not affect the next.',
    sends: 'A genuine event, an unsigned one and another genuine one on the same connection. Both genuine ones must be accepted.',
    async run(kit) {
      const connection = kit.shared()
      try {
        const first = await kit.send('first', kit.genuine(), { connection })
        const unsigned = kit.fresh()
        await kit.send('unsigned', { ...unsigned, headers: withHeaders(unsigned.headers, [['X-Hookbench', 'check']]) }, { connection })
        const last = await kit.send('last', kit.genuine(), { connection })
        return trial(() => {
          const judged = mustAccept(isAccepted(first) ? last : first, 'An event on a reused connection', 'keep-alive')
          return judged.pitfall ? judged : fine('Events on one connection were accepted one after another.')
        }, 2)
      } finally {
        connection.close()
      }
    },
  },
]
