import { z } from 'zod'
import { headerList, id, method } from './method.ts'

export const attemptMethods = {
  'attempts.reveal': method(
    'Headers of one Attempt with captured credentials in clear. Logged, as is that its bodies are about to be read in clear.',
    { id },
    z.object({ requestHeaders: headerList, responseHeaders: headerList }),
  ),
}
