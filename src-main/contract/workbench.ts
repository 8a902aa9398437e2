import { z } from 'zod'
import { id, listOf, method, ok, time } from './method.ts'
import { labels, requestRow } from './requests.ts'

/** A filter that a person has given a name. */
export const view = z.object({ id, name: z.string(), filter: z.string(), createdAt: time, updatedAt: time })
export type View = z.infer<typeof view>

const name = z
  .string()
  .trim()
  .min(1, 'Give the view a name.')
  .max(80, 'Use at most 80 characters.')
  .refine(text => !/[\r\n]/.test(text), 'A name must be a single line.')

/** What a person adds to the list: marks on many Requests at once, saved filters, and the way back after a Clear. */
export const workbenchMethods = {
  'requests.mark': method(
    'Pins Requests or gives them a colour, many at once; fields left out stay as they are.',
    { ids: z.array(id).min(1).max(1000), pinned: z.boolean().optional(), label: z.enum(labels).nullable().optional() },
    z.object({ rows: z.array(requestRow) }),
  ),
  'requests.restore': method(
    'Restores what a Clear (a job of kind requests.clear) has hidden. Possible for ten minutes; after that it is deleted permanently.',
    { jobId: id },
    z.object({ restored: z.number() }),
  ),
  'views.list': method('Saved filters, by name.', {}, listOf(view)),
  'views.save': method('Saves a filter under a name.', { id: id.optional(), name, filter: z.string().max(4096) }, view),
  'views.delete': method('Deletes a saved filter.', { id }, ok),
}
