/** Of several addresses tried, the first one's code: node wraps them in an AggregateError. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
}
