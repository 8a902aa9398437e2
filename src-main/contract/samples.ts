import { z } from 'zod'
import { headerList, headersToSend, id, listOf, method } from './method.ts'

const provider = z.string().max(64)
/** Id of a sample, unique within its provider. */
const sample = z.string().max(100)

export const sampleRow = z.object({
  provider: z.string(),
  id: z.string(),
  title: z.string(),
  eventType: z.string().nullable(),
  /** An unhappy event: a payment that failed, a message that bounced. */
  failure: z.boolean(),
})
export type SampleRow = z.infer<typeof sampleRow>

/** What the receiver answered; 0 when it ended the connection without an answer, as the Source's reply mode may want. */
export const sampleSent = z.object({ status: z.number(), url: z.string() })

export const sampleMethods = {
  'samples.list': method(
    'Sample events of one provider or of all. Those of the provider `hookbench` suit Sources of any provider.',
    { provider: provider.optional() },
    listOf(sampleRow),
  ),
  'samples.render': method(
    'A sample with fresh ids and times, unsigned, as text to view or edit.',
    { provider, sample },
    z.object({ method: z.string(), headers: headerList, body: z.string(), contentType: z.string(), eventType: z.string().nullable() }),
  ),
  'samples.send': method(
    "Sends a sample through the real receiver, signed with the Source's secret if it has one. `edit` replaces its headers or body before it is signed.",
    {
      provider,
      sample,
      sourceId: id.optional(),
      edit: z.strictObject({ headers: headersToSend.optional(), body: z.string().max(1_048_576).optional() }).optional(),
    },
    sampleSent,
  ),
}
