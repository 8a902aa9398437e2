import type { z } from 'zod'
import { alertChannelMethods } from './alert-channels.ts'
import { alertMethods } from './alerts.ts'
import { appMethods } from './app.ts'
import { attemptMethods } from './attempts.ts'
import { checkMethods } from './checks.ts'
import { compareMethods } from './compare.ts'
import { deliveryMethods } from './deliveries.ts'
import { draftMethods } from './drafts.ts'
import { endpointMethods } from './endpoints.ts'
import { eventMethods } from './event-methods.ts'
import { handshakeMethods } from './handshakes.ts'
import { jobMethods } from './jobs.ts'
import { keyMethods } from './keys.ts'
import { payloadTypeMethods } from './payload-types.ts'
import { proofMethods } from './proof.ts'
import { providerMethods } from './providers.ts'
import { registrationMethods } from './registration.ts'
import { requestMethods } from './requests.ts'
import { sampleMethods } from './samples.ts'
import { sourceMethods } from './sources.ts'
import { statsMethods } from './stats.ts'
import { tunnelMethods } from './tunnel.ts'
import { updateMethods } from './updates.ts'
import { webhookMethods } from './webhooks.ts'
import { workbenchMethods } from './workbench.ts'

/** The whole surface: every method that UI, scripts and tests can call, over any transport. */
export const methods = {
  ...sourceMethods,
  ...requestMethods,
  ...workbenchMethods,
  ...statsMethods,
  ...payloadTypeMethods,
  ...endpointMethods,
  ...webhookMethods,
  ...deliveryMethods,
  ...attemptMethods,
  ...draftMethods,
  ...compareMethods,
  ...proofMethods,
  ...alertMethods,
  ...alertChannelMethods,
  ...jobMethods,
  ...sampleMethods,
  ...handshakeMethods,
  ...checkMethods,
  ...appMethods,
  ...tunnelMethods,
  ...updateMethods,
  ...registrationMethods,
  ...providerMethods,
  ...eventMethods,
  ...keyMethods,
}

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller writes (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler gets (defaults filled in). */
export type ParsedInputOf<M extends MethodName> = z.output<Methods[M]['input']>
export type OutputOf<M extends MethodName> = z.output<Methods[M]['output']>
