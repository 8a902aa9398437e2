import { z } from 'zod'
import { id, listOf, method, ok, time } from './method.ts'

export const jobKinds = [
  'requests.delete',
  'requests.clear',
  'requests.resend',
  'deliveries.retry',
  'deliveries.purge',
  'requests.verify',
  'backfill',
  'checks.run',
  'workspace.export',
  'workspace.import',
] as const
export const jobStates = ['running', 'done', 'failed', 'cancelled'] as const

/** Long work: progress is checkpointed in SQLite, so a restart goes on where it was. */
export const job = z.object({
  id,
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  done: z.number(),
  failed: z.number(),
  total: z.number().nullable(),
  error: z.string().nullable(),
  /** What the work has found so far, by name: of `requests.verify` how many `verified`, `failed`, `code:signature_mismatch` .. */
  result: z.record(z.string(), z.number()).optional(),
  createdAt: time,
  updatedAt: time,
})
export type Job = z.infer<typeof job>

export const jobMethods = {
  'jobs.start': method(
    'Starts a job over the Requests (or Deliveries) that match a filter or are named.',
    {
      kind: z.enum(jobKinds),
      filter: z.string().max(4096).optional(),
      ids: z.array(id).max(10_000).optional(),
      options: z.record(z.string(), z.unknown()).optional(),
    },
    z.object({ jobId: id }),
  ),
  'jobs.list': method('Jobs, newest first.', {}, listOf(job)),
  'jobs.get': method('One job.', { id }, job),
  'jobs.cancel': method('Stops a job after its current item.', { id }, ok),
}
