/** What stands where a secret was. */
const HIDDEN = '[redacted]'
const MAX_DEPTH = 6

/** Fields that are secrets whatever their value looks like. Compared without case, `-` and `_`. */
const SECRET_KEYS = new Set(
  [
    'secret',
    'secrets',
    'token',
    'authtoken',
    'accesstoken',
    'apikey',
    'password',
    'passphrase',
    'privatekey',
    'signingsecret',
    'webhooksecret',
  ].concat(['authorization', 'proxyauthorization', 'cookie', 'setcookie', 'xapikey', 'credentials']),
)

/** Secrets that give themselves away by their form, wherever they stand: Standard Webhooks, Stripe, GitHub, Slack, bearer, our token. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(whsec_|whsk_|[sr]k_(?:live|test)_|sk_|gh[pousr]_|github_pat_|xox[abprs]-|glpat-|shp(?:at|ca|pa)_|lin_(?:api|wh|oauth)_)[A-Za-z0-9+/=_-]{6,}/g,
    `$1${HIDDEN}`,
  ],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]+/gi, `$1 ${HIDDEN}`],
  [/\b(bot\d+:)[A-Za-z0-9_-]{6,}/g, `$1${HIDDEN}`],
  [/([?&](?:token|access_token|secret|api_key|key)=)[^&\s"']+/gi, `$1${HIDDEN}`],
  [/(\/\/[^/\s:@]+:)[^/\s@]+@/g, `$1${HIDDEN}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
]

/** A copy without secrets: by the name of the field, and by the form of the text. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value instanceof Error)
    return { name: value.name, message: redactText(value.message), ...(value.stack ? { stack: redactText(value.stack) } : {}) }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (value === null || typeof value !== 'object') return value
  if (depth >= MAX_DEPTH) return '[..]'
  if (Array.isArray(value)) return redactPair(value) ?? value.map(item => redact(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isSecretKey(key) && item ? HIDDEN : redact(item, depth + 1)]))
}

/** Raw headers travel as `[name, value]`: the name decides there too. */
function redactPair(value: readonly unknown[]): unknown[] | null {
  const [name] = value
  return value.length === 2 && typeof name === 'string' && isSecretKey(name) ? [name, HIDDEN] : null
}

function isSecretKey(key: string): boolean {
  return SECRET_KEYS.has(key.toLowerCase().replace(/[-_]/g, ''))
}

export function redactText(text: string): string {
  return SECRET_TEXTS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
}
