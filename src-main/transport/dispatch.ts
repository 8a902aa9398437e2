import type { Log } from '#app/ports.ts'
import type { ServiceName, Services } from '#app/services.ts'
import { AppError, type ErrorShape } from '#contract/errors.ts'
import { type MethodName, methods } from '#contract/methods.ts'
import { invalidInput } from './invalid-input.ts'

export type Result = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorShape }

export interface DispatchOptions {
  readonly services: Services
  readonly log: Log
  /** Validates what services answer, too. For tests: in production a row that is one field short is better than none. */
  readonly checkOutputs?: boolean | undefined
}

/** Carries out one call, whatever way it came. Never throws: a refusal is data, a defect is logged and told as `internal`. */
export async function dispatch(options: DispatchOptions, name: string, input: unknown): Promise<Result> {
  if (!isMethod(name))
    return refusal('unknown_method', `There is no method ${JSON.stringify(name.slice(0, 100))}. GET /rpc lists them all.`)
  if (!isService(name)) return refusal('unsupported', `${name} belongs to a connection: call it over a WebSocket to /rpc/ws.`)
  return run(options, name, input, parsed => {
    // Name, input and handler come from the same row of the table; TypeScript cannot follow that through a variable name.
    const handler = options.services[name] as (input: unknown) => Promise<unknown>
    return handler(parsed)
  })
}

/** Validates by the method's row, runs `handle`, and turns whatever it throws into an error of the contract. */
export async function run(
  options: DispatchOptions,
  name: MethodName,
  input: unknown,
  handle: (parsed: unknown) => unknown | Promise<unknown>,
): Promise<Result> {
  const { input: inputSchema, output: outputSchema } = methods[name]
  const parsed = inputSchema.safeParse(input)
  if (!parsed.success) return { ok: false, error: invalidInput(parsed.error) }
  try {
    const value = await handle(parsed.data)
    if (options.checkOutputs) outputSchema.parse(value)
    return { ok: true, value }
  } catch (error) {
    return { ok: false, error: errorShape(error, name, options.log) }
  }
}

/** AppErrors as they are; of anything else the caller learns only that it happened, for stacks can hold paths and secrets. */
export function errorShape(error: unknown, doing: string, log: Log): ErrorShape {
  if (error instanceof AppError) return error.toShape()
  log.error('call.failed', { method: doing, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  return {
    code: 'internal',
    message: `Hookbench failed at ${doing}; this is a bug. Try again; if it persists, report it with the log line "call.failed".`,
  }
}

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}

function isService(name: MethodName): name is ServiceName {
  return name !== 'subscribe' && name !== 'unsubscribe'
}

function refusal(code: ErrorShape['code'], message: string): Result {
  return { ok: false, error: { code, message } }
}
