import type { Check } from '../request.ts'
import { algorithmName, signatureLength } from './algorithms.ts'
import { compileTemplate, type Template } from './content.ts'
import type { Scheme } from './scheme.ts'
import { signedParts } from './texts.ts'

/** A scheme with all that can be worked out before the first Request. */
export interface CompiledScheme {
  readonly scheme: Scheme
  readonly template: Template
  readonly signatureLength: number | null
  readonly signsUrl: boolean
  /** As `presentsSecret` has it. */
  readonly presents: boolean
  /** What is shown where one signature is there: nearly always, so it is made once. */
  readonly presentOnce: Check
  /** `HMAC-SHA256 over timestamp, body matches`, for the proof that is shown. */
  readonly proof: string
}

const compiled = new WeakMap<Scheme, CompiledScheme>()

/** Compiles a scheme at its first use and remembers it: capture calls this for every Request. */
export function compile(scheme: Scheme): CompiledScheme {
  let ready = compiled.get(scheme)
  if (!ready) {
    ready = {
      scheme,
      template: compileTemplate(scheme.content),
      signatureLength: signatureLength(scheme.algorithm),
      signsUrl: scheme.content.includes('{url}'),
      presentOnce: { name: 'Headers', ok: true, detail: `The request carries one ${scheme.name} signature.` },
      presents: scheme.algorithm === 'token' || scheme.algorithm === 'basic',
      proof: proofOf(scheme),
    }
    compiled.set(scheme, ready)
  }
  return ready
}

/** Whether the secret itself is presented, so that nothing is computed. */
export function presentsSecret(scheme: Scheme): boolean {
  return scheme.algorithm === 'token' || scheme.algorithm === 'basic'
}

function proofOf(scheme: Scheme): string {
  const name = algorithmName(scheme.algorithm)
  return presentsSecret(scheme) ? `${name} matches` : `${name} over ${signedParts(scheme.content)} matches`
}
