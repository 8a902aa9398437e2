import type { Job } from '#contract/jobs.ts'
import type { InputOf } from '#contract/methods.ts'
import { call } from './api.ts'
import { app, change } from './store.ts'

const endListeners = new Set<(job: Job) => void>()

/** Called when work that this window showed has ended. Returns the function that stops. */
export function onJobEnd(listener: (job: Job) => void): () => void {
  endListeners.add(listener)
  return () => void endListeners.delete(listener)
}

/** Starts long work; `state.jobs` shows how far it is. */
export async function startJob(input: InputOf<'jobs.start'>): Promise<void> {
  const { jobId } = await call('jobs.start', input)
  await followJob(jobId)
}

/** Shows work that another method has started: its first step may take a while, and only then would the core tell of it. */
export async function followJob(jobId: string): Promise<void> {
  const job = await call('jobs.get', { id: jobId })
  // Its events may have come first, and it may have ended by now: an end is told once, by whoever sees it first.
  if (job.state === 'running') jobChanged(job)
  else if (!ended.has(job.id)) end(job)
}

/** Stops work after the step it is at. */
export async function cancelJob(id: string): Promise<void> {
  await call('jobs.cancel', { id })
}

/** Work that is under way, also what another window or an earlier run has started. */
export async function loadJobs(): Promise<void> {
  const { rows } = await call('jobs.list', {})
  for (const job of rows) {
    if (job.state === 'running') continue
    if (app().jobs.some(known => known.id === job.id)) end(job)
    else ended.set(job.id, job)
  }
  change({ jobs: rows.filter(job => job.state === 'running') })
}

/** Work that has ended, as far as this page knows: what it has seen, and what there was when it began. */
const ended = new Map<string, Job>()

/** Finished work of a kind, the last begun first. */
export const endedJobs = (kind: Job['kind']): Job[] =>
  [...ended.values()].filter(job => job.kind === kind).sort((a, b) => b.createdAt - a.createdAt)

export function jobChanged(job: Job): void {
  if (ended.has(job.id)) return
  if (job.state !== 'running') end(job)
  else change(({ jobs }) => ({ jobs: [...jobs.filter(known => known.id !== job.id), job] }))
}

function end(job: Job): void {
  ended.set(job.id, job)
  change(({ jobs }) => ({ jobs: jobs.filter(known => known.id !== job.id) }))
  for (const listener of endListeners) listener(job)
}
