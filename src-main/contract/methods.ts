import type { z } from 'zod'
import { alertMethods } from './alerts.ts'
import { appMethods } from './app.ts'
import { deliveryMethods } from './deliveries.ts'
import { endpointMethods } from './endpoints.ts'
import { handshakeMethods } from './handshakes.ts'
import { jobMethods } from './jobs.ts'
import { requestMethods } from './requests.ts'
import { sampleMethods } from './samples.ts'
import { sourceMethods } from './sources.ts'

/** The whole surface: every method that UI, scripts and tests can call, over any transport. */
export const methods = {
  ...sourceMethods,
  ...requestMethods,
  ...endpointMethods,
  ...deliveryMethods,
  ...alertMethods,
  ...jobMethods,
  ...sampleMethods,
  ...handshakeMethods,
  ...appMethods,
}

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller writes (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler gets (defaults filled in). */
export type ParsedInputOf<M extends MethodName> = z.output<Methods[M]['input']>
export type OutputOf<M extends MethodName> = z.output<Methods[M]['output']>
