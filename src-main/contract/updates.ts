import { z } from 'zod'
import { method, time } from './method.ts'

export const updateStates = [
  /** This host is not updated by itself; `message` says by what. */
  'unavailable',
  /** A person has turned updates off. */
  'off',
  /** Nothing newer is known. */
  'idle',
  'checking',
  'downloading',
  /** Downloaded: installed when the application quits. */
  'ready',
  /** `message` says why, and what to do. */
  'failed',
] as const

export const updateStatus = z.object({
  state: z.enum(updateStates),
  /** Of the update that was found; null while there is none. */
  version: z.string().nullable(),
  /** What is new in it, as plain text; null when its maker says nothing. */
  notes: z.string().nullable(),
  /** 0 to 100 of the download; null while there is none. */
  percent: z.number().nullable(),
  message: z.string().nullable(),
  /** When it was last looked for; null = not in this run. */
  checkedAt: time.nullable(),
})
export type UpdateStatus = z.infer<typeof updateStatus>

export const updateMethods = {
  'updates.status': method('Whether there is a newer version of Hookbench, and how far its download is.', {}, updateStatus),
  'updates.check': method('Checks for a newer version now; `update.changed` reports the result.', {}, updateStatus),
}
