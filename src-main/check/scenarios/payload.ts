import { withHeaders } from '#domain/http/headers.ts'
import { textAt } from '#domain/place.ts'
import { put } from '#domain/signature/put.ts'
import type { Draft } from '#domain/signature/sign.ts'
import { jsonObject, keptMembers, viewOf, withBody, withJson } from '../events.ts'
import { fine, isAccepted, type Judged, mustAccept, mustNotBreak, saidBy } from '../judge.ts'
import type { Kit } from '../kit.ts'
import type { PitfallId } from '../pitfalls.ts'
import { always, type Scenario, trial, Unfit } from '../scenario.ts'

const group = 'payload' as const

function object(kit: Kit): { draft: Draft; value: Record<string, unknown> } {
  const draft = kit.fresh()
  const value = jsonObject(draft)
  if (!value) throw new Unfit('The event is not a JSON object.')
  return { draft, value }
}

/** A scenario of one event with one more member, which has to be accepted. */
function additional(
  info: Pick<Scenario, 'id' | 'title' | 'why' | 'sends'>,
  what: string,
  pitfall: PitfallId,
  member: () => unknown,
): Scenario {
  return {
    ...info,
    group,
    wave: 'accept',
    fits: always,
    async run(kit) {
      const { draft, value } = object(kit)
      const answer = await kit.send(what, kit.sign(withJson(draft, { ...value, hookbench_check: member() })))
      return trial(() => mustAccept(answer, what, pitfall), 1)
    },
  }
}

/** Signed, and yet nothing that could be processed: 4xx. A 2xx is told, but as the small thing that it is. */
function unreadable(info: Pick<Scenario, 'id' | 'title' | 'why' | 'sends'>, what: string, bytes: (draft: Draft) => string): Scenario {
  return {
    ...info,
    group,
    wave: 'refuse',
    fits: always,
    async run(kit) {
      const { draft } = object(kit)
      const answer = await kit.send(what, kit.sign(withBody(draft, bytes(draft))))
      return trial((): Judged => {
        if (isAccepted(answer))
          return {
            pitfall: 'garbage',
            meaning: `${what} was answered with ${answer.status}. Nobody learns that it could not be processed.`,
          }
        return mustNotBreak(answer, what)
      })
    },
  }
}

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)

export const payloadScenarios: readonly Scenario[] = [
  {
    id: 'unknown-type',
    group,
    wave: 'accept',
    fits: ({ provider }) => (provider && provider.eventType.length > 0 ? null : 'This sender’s events have no type.'),
    title: 'Event of an unknown type',
    why: 'Providers add event types, and many subscriptions cover all of them.',
    sends: 'A genuine event of a type that does not exist. It should be answered with 2xx, and must not break the handler.',
    async run(kit) {
      const fresh = kit.fresh()
      const view = viewOf(fresh)
      const rules = kit.target.provider?.eventType ?? []
      const part = rules.flatMap(rule => rule.parts).find(candidate => textAt(view, candidate, kit.target.provider?.formPayload))
      const draft = part && put(fresh, part, 'hookbench.unknown_event')
      if (!draft) throw new Unfit('The type of this event cannot be changed.')
      const answer = await kit.send('of an unknown type', kit.sign(draft))
      return trial(() => mustAccept(answer, 'An event of an unknown type', 'unknown-type'), 1)
    },
  },
  additional(
    {
      id: 'extra-field',
      title: 'Additional field',
      why: 'Providers add fields without notice.',
      sends: 'An event with one extra field. It must be accepted.',
    },
    'An event with an additional field',
    'strict-fields',
    () => ({ added: true }),
  ),
  {
    id: 'missing-field',
    group,
    wave: 'accept',
    fits: always,
    title: 'Optional field missing',
    why: 'Not every event has every field.',
    sends: 'An event without one of its fields. It may be accepted or answered with 422, but must not break the handler.',
    async run(kit) {
      const { draft, value } = object(kit)
      const kept = keptMembers(kit.target.provider)
      const spare = Object.keys(value).filter(candidate => !kept.has(candidate))
      // A single value rather than an object: those are mostly what the event is about.
      const name = spare.findLast(candidate => typeof value[candidate] !== 'object') ?? spare.at(-1)
      if (name === undefined) throw new Unfit('The event has no field that could be left out.')
      const { [name]: _, ...rest } = value
      const answer = await kit.send(`without “${name}”`, kit.sign(withJson(draft, rest)))
      return trial(() => {
        const judged = mustNotBreak(answer, `An event without “${name}”`, 'missing-field')
        return judged.pitfall ? judged : fine(`An event without “${name}” was ${saidBy(answer)}.`)
      }, 1)
    },
  },
  unreadable(
    {
      id: 'empty-body',
      title: 'Empty body',
      why: 'Probes and broken proxies send nothing at all.',
      sends: 'A signed request with an empty body. It should be answered with 400 or 422.',
    },
    'An empty body',
    () => '',
  ),
  unreadable(
    {
      id: 'invalid-json',
      title: 'Broken JSON',
      why: 'Even a truncated body needs an answer.',
      sends: 'A signed request whose JSON ends in the middle. It should be answered with 400 or 422.',
    },
    'Broken JSON',
    draft => `${Buffer.from(draft.body).toString('utf8').slice(0, -2)},`,
  ),
  {
    id: 'content-type',
    group,
    wave: 'accept',
    fits: always,
    title: 'Wrong content type',
    why: 'A body parser that ignores the content type leaves the handler with an empty body.',
    sends: 'A genuine event declared as text/plain. It may be accepted or refused, but must not break the handler.',
    async run(kit) {
      const fresh = kit.fresh()
      const answer = await kit.send(
        'as text/plain',
        kit.sign({ ...fresh, headers: withHeaders(fresh.headers, [['Content-Type', 'text/plain']]) }),
      )
      return trial(() => mustNotBreak(answer, 'An event declared as text/plain'), 1)
    },
  },
  additional(
    {
      id: 'large-body',
      title: 'Body of 1 MB',
      why: 'Many body parsers stop at 100 KB by default; large orders and pushes exceed that.',
      sends: 'A genuine event with 1 MB of text. It must be accepted.',
    },
    'An event of 1 MB',
    'body-limit',
    () => 'large '.repeat(174_763),
  ),
  additional(
    {
      id: 'unicode',
      title: 'Non-ASCII letters and emoji',
      why: 'Names have accents, and comments have emoji.',
      sends: 'An event with text in several scripts and emoji. It must be accepted.',
    },
    'An event with non-ASCII text',
    'characters',
    () => 'Zoë Žižek, 東京, مرحبا, 🪝👩‍💻 \u2028',
  ),
  {
    id: 'deep-nesting',
    group,
    wave: 'accept',
    fits: always,
    title: 'Deep nesting',
    why: 'Code that walks a payload recursively can run out of stack.',
    sends: 'An event with 500 nested objects. It may be accepted or refused, but must not break the handler.',
    async run(kit) {
      const { draft, value } = object(kit)
      const answer = await kit.send('nested 500 levels deep', kit.sign(withJson(draft, { ...value, hookbench_check: nested(500) })))
      return trial(() => mustNotBreak(answer, 'A deeply nested event'), 1)
    },
  },
]
