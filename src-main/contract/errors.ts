import { z } from 'zod'

/** Every refusal that a caller can meet, and the HTTP status of `POST /rpc/<method>` for it. The list only ever grows. */
export const errorStatus = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  unknown_method: 404,
  conflict: 409,
  challenge_failed: 422,
  cannot_sign: 422,
  address_refused: 422,
  too_large: 413,
  unsupported: 501,
  /** A provider's API did not do what it was asked; `details.reason`, `.scope`, `.retryAfterMs`. */
  provider_refused: 502,
  store_unavailable: 503,
  disconnected: 503,
  shutting_down: 503,
  internal: 500,
} as const

export type ErrorCode = keyof typeof errorStatus
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]

/** The wire shape. `message` is a sentence that says what happened and what to do next; `details` is machine-readable. */
export const errorShape = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type ErrorShape = z.infer<typeof errorShape>

/** A refusal: an expected outcome of a call, with a stable code. Defects are ordinary Errors and reach the caller as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  toShape(): ErrorShape {
    return { code: this.code, message: this.message, ...(this.details ? { details: this.details } : {}) }
  }
}
