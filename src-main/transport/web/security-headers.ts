/**
 * What every answer says to a browser. Electron's `app://` handler sends the same for the same paths.
 */

/** The window's own files: nothing but what we ship, no inline script, no frame around us. `connect-src 'self'` covers our WebSocket. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Captured bytes and JSON: whatever a browser makes of them, it gets no origin, no script and no frame. */
export const dataPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

/** On everything. */
export const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** On everything that holds data. */
export const dataHeaders = { ...commonHeaders, 'content-security-policy': dataPolicy, 'cache-control': 'no-store' } as const
