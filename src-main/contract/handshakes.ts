import { z } from 'zod'
import { id, method, ok } from './method.ts'
import { secretRoles } from './secrets.ts'

export const handshakeMethods = {
  'handshakes.confirm': method(
    "Does what a handshake asks (`handshakeAsk` of the Request): visits the provider's confirmation link, or takes the new secret for the one that the Source has. Sends nothing before this is called.",
    { requestId: id },
    z.object({ done: z.enum(['confirmed', 'replaced']) }),
  ),
  'handshakes.learned': method(
    'Of which kind the secret is that a provider handed over with this handshake to the Inbox; null when it did not.',
    { requestId: id },
    z.object({ role: z.enum(secretRoles).nullable() }),
  ),
  'handshakes.adopt': method(
    'Gives the secret of a handshake that came to the Inbox to a Source of the same provider which has none of its kind.',
    { requestId: id, sourceId: id },
    ok,
  ),
}
