import { z } from 'zod'
import { headerList, id, method } from './method.ts'

export const attemptMethods = {
  'attempts.reveal': method(
    'URL and headers of one Attempt with captured credentials in clear text. Every call is logged, as is a coming read of its bodies in clear text.',
    { id },
    z.object({ url: z.string(), requestHeaders: headerList, responseHeaders: headerList }),
  ),
}
