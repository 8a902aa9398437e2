import { z } from 'zod'
import type { BodyCredentials } from '../domain/redact-body.ts'

/**
 * Which values of a body are captured credentials: names of JSON members, form fields or parts, and the form field that holds JSON.
 * `/body/..` gives the exact bytes, so whoever shows them masks these until somebody asks for them.
 */
export const bodyCredentials = z.object({ names: z.array(z.string()), formPayload: z.string().nullable() })
bodyCredentials satisfies z.ZodType<BodyCredentials>
