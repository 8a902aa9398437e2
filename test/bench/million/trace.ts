import type { CDPSession } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly id2?: { readonly local?: string }
  readonly id?: string
  readonly args?: { readonly name?: string }
}

/** What Chromium says of a while, ms. */
export interface Traced {
  /** Tasks of the page's main thread: nothing is painted or heard while one runs. */
  readonly longestTask: number
  /** Its longest by CPU time: what is left of it when other programs keep the processor busy. */
  readonly longestTaskCpu: number
  /** From an animation frame's beginning to its end, as Chromium itself counts it; 0 = there was none. */
  readonly longestFrame: number
  readonly p99Frame: number
  readonly frames: number
}

const categories = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  '__metadata',
]

/** Runs something and reads Chromium's own trace of it. */
export async function traced(session: CDPSession, run: () => Promise<void>): Promise<Traced> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: unknown[] }) => void events.push(...(value as TraceEvent[]))
  session.on('Tracing.dataCollected', collect as never)
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } })
  try {
    await run()
  } finally {
    const complete = new Promise<void>(resolve => session.once('Tracing.tracingComplete', () => resolve()))
    await session.send('Tracing.end')
    await complete
    session.off('Tracing.dataCollected', collect as never)
  }
  return read(events)
}

function read(events: readonly TraceEvent[]): Traced {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const tasksOf = (main: TraceEvent) =>
    events.filter(({ name, pid, tid, dur }) => isTask(name) && pid === main.pid && tid === main.tid && dur !== undefined)
  // The page under test is the one that worked; a spare process of the browser has done nothing.
  const [tasks = []] = mains.map(tasksOf).sort((a, b) => sum(b) - sum(a))
  const frames = framesOf(events, tasks[0]?.pid)
  const sorted = frames.toSorted((a, b) => a - b)
  return {
    longestTask: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    longestTaskCpu: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
    longestFrame: sorted.at(-1) ?? 0,
    p99Frame: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    frames: frames.length,
  }
}

const isTask = (name: string): boolean => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'
const sum = (tasks: readonly TraceEvent[]): number => tasks.reduce((all, { dur = 0 }) => all + dur, 0)

/** Lengths of the animation frames of a process, ms: pairs of begin and end with one id. */
function framesOf(events: readonly TraceEvent[], pid: number | undefined): number[] {
  const begun = new Map<string, number>()
  const lengths: number[] = []
  for (const { name, ph, ts, id, id2, pid: of } of events) {
    if (name !== 'AnimationFrame' || of !== pid) continue
    const key = id2?.local ?? id ?? ''
    const start = begun.get(key)
    if (ph === 'b') begun.set(key, ts)
    else if (ph === 'e' && start !== undefined) lengths.push((ts - start) / 1000)
  }
  return lengths
}
