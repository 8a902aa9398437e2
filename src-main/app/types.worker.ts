import { parentPort } from 'node:worker_threads'
import { InputData, jsonInputForTargetLanguage, quicktypeMultiFileSync } from 'quicktype-core'
import { breaksOf, type Schema } from '#domain/payload-types/schema.ts'
import { runEach, serve } from '#store/threads/host.ts'

export type TypeOperations = typeof operations

interface Asked {
  readonly name: string
  /** Payloads as JSON, each of them valid. */
  readonly samples: readonly string[]
}

/**
 * Guesses are off: what looks like an enum, a date or a map in ten payloads is something else in the eleventh, and a type that a real
 * payload breaks is worse than a plain one.
 */
const literal = {
  inferEnums: false,
  inferDateTimes: false,
  inferUuids: false,
  inferMaps: false,
  inferIntegerStrings: false,
  inferBooleanStrings: false,
  combineClasses: false,
}

const targets = {
  schema: { lang: 'schema', rendererOptions: {} },
  typescript: { lang: 'typescript', rendererOptions: { 'just-types': 'true' } },
  zod: { lang: 'typescript-zod', rendererOptions: {} },
} as const

function render({ name, samples }: Asked, target: keyof typeof targets): string {
  const { lang, rendererOptions } = targets[target]
  const input = jsonInputForTargetLanguage(lang)
  input.addSourceSync({ name, samples: [...samples] })
  const inputData = new InputData()
  inputData.addInput(input)
  const [file] = quicktypeMultiFileSync({ inputData, lang, rendererOptions, ...literal }).values()
  return `${(file?.lines ?? []).join('\n').trim()}\n`
}

/** Types of payloads, in a thread of their own: a hundred large payloads take a second. */
const operations = {
  infer: (asked: Asked) => ({
    schema: render(asked, 'schema'),
    typescript: render(asked, 'typescript'),
    zod: render(asked, 'zod'),
  }),
  check: ({ payload, ...asked }: Asked & { readonly payload: string }) =>
    breaksOf(JSON.parse(render(asked, 'schema')) as Schema, JSON.parse(payload)),
}

if (parentPort) serve(parentPort, () => ({ run: runEach(operations), close: () => {} }))
