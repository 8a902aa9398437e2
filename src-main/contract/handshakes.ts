import { z } from 'zod'
import { id, method } from './method.ts'

export const handshakeMethods = {
  'handshakes.confirm': method(
    "Does what a handshake asks (`handshakeAsk` of the Request): visits the provider's confirmation link, or takes the new secret for the one that the Source has. Sends nothing before this is called.",
    { requestId: id },
    z.object({ done: z.enum(['confirmed', 'replaced']) }),
  ),
}
