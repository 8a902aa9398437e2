import { z } from 'zod'
import { id, method, ok } from './method.ts'
import { secretRoles } from './secrets.ts'

export const handshakeMethods = {
  'handshakes.confirm': method(
    "Does what a handshake asks for (`handshakeAsk` of the Request): visits the provider's confirmation link, or replaces the Source's secret with the new one. Nothing is sent until this is called.",
    { requestId: id },
    z.object({ done: z.enum(['confirmed', 'replaced']) }),
  ),
  'handshakes.learned': method(
    'Role of the secret a provider handed to the Inbox with this handshake; null if it handed over none.',
    { requestId: id },
    z.object({ role: z.enum(secretRoles).nullable() }),
  ),
  'handshakes.adopt': method(
    'Gives the secret from a handshake in the Inbox to a Source of the same provider that has no secret of that role.',
    { requestId: id, sourceId: id },
    ok,
  ),
}
