import { type Finding, type ScenarioResult, severities } from '#domain/check/types.ts'
import { fixesFor } from './fixes/index.ts'
import { type Pitfall, type PitfallId, pitfalls } from './pitfalls.ts'

/**
 * One cause is one finding, however many scenarios it shows in. `when` looks at what was found; then what it `absorbs` is told as the
 * `root` and not by itself, for mending the root mends it too.
 */
interface Rule {
  readonly root: PitfallId
  readonly when: (found: ReadonlySet<string>, results: readonly ScenarioResult[]) => boolean
  readonly absorbs: readonly PitfallId[]
}

const unverified: readonly PitfallId[] = [
  'forged',
  'unsigned',
  'tampered',
  'other-secret',
  'unsigned-timestamp',
  'no-timestamp-check',
  'future-timestamp',
  'raw-body',
  'garbage',
]

const rules: readonly Rule[] = [
  {
    root: 'no-answer',
    when: found => found.has('no-answer'),
    absorbs: Object.keys(pitfalls).filter(id => id !== 'no-answer') as PitfallId[],
  },
  {
    root: 'no-verification',
    when: (_, results) => shows(results, 'forged', 'forged') && shows(results, 'unsigned', 'unsigned'),
    absorbs: [...unverified, 'method'],
  },
  {
    root: 'always-accepts',
    when: (found, results) => found.has('answers-first') && shows(results, 'wrong-method', 'method'),
    absorbs: [...unverified, 'answers-first', 'method'],
  },
  { root: 'answers-first', when: found => found.has('answers-first'), absorbs: unverified },
  { root: 'genuine-refused', when: found => found.has('genuine-refused'), absorbs: ['raw-body', 'duplicate-refused'] },
  { root: 'idempotency', when: found => found.has('idempotency'), absorbs: ['idempotency-race'] },
  { root: 'rotation', when: found => found.has('rotation'), absorbs: ['unknown-scheme'] },
  { root: 'slow', when: found => found.has('slow'), absorbs: ['burst', 'storm'] },
  { root: 'burst', when: found => found.has('burst'), absorbs: ['storm'] },
  { root: 'breaks', when: found => found.has('breaks'), absorbs: ['status-codes'] },
]

const shows = (results: readonly ScenarioResult[], scenario: string, pitfall: PitfallId): boolean =>
  results.some(({ id, pitfalls }) => id === scenario && pitfalls.includes(pitfall))

/** The findings of a run, worst first; of what has ended so far. */
export function findingsOf(results: readonly ScenarioResult[]): Finding[] {
  const found = new Map<string, ScenarioResult[]>()
  for (const result of results) for (const id of result.pitfalls) found.set(id, [...(found.get(id) ?? []), result])
  for (const { root, when, absorbs } of rules) {
    if (!when(new Set(found.keys()), results)) continue
    const all = new Set(found.get(root) ?? [])
    for (const id of absorbs) {
      if (id === root) continue
      for (const result of found.get(id) ?? []) all.add(result)
      found.delete(id)
    }
    found.set(root, [...all])
  }
  return [...found]
    .map(([id, shown]) => findingOf(id as PitfallId, shown))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

function findingOf(id: PitfallId, shown: readonly ScenarioResult[]): Finding {
  const { severity, title, advice, fix }: Pitfall = pitfalls[id]
  const first = shown.find(result => result.pitfalls[0] === id) ?? shown[0]
  return {
    id,
    severity,
    title,
    meaning: first?.meaning ?? title,
    scenarios: shown.map(result => result.id),
    advice,
    fixes: fix === null ? [] : fixesFor(fix),
  }
}

/** What nobody can see from outside, however good the answers are. */
export function notObservable(results: readonly ScenarioResult[], observed: boolean): string[] {
  const own = results.some(({ group, outcome }) => group === 'signature' && outcome !== 'skipped')
    ? [
        'Whether signatures are compared in constant time: a plain == gives the same answers, and network noise hides the difference. Look for timingSafeEqual, compare_digest, hash_equals or similar in your code.',
      ]
    : []
  return observed
    ? own
    : [
        ...own,
        'Whether an event is processed only once: without an observation, only the answers were judged. Give a URL or a command that counts side effects.',
      ]
}
