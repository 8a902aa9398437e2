import { headerValue } from '#domain/http/headers.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import type { Draft } from '#domain/signature/sign.ts'
import type { Answer } from './client.ts'
import type { Judged } from './judge.ts'
import { isComputed, signatureHeader, signed } from './signing.ts'
import type { Target } from './target.ts'

/** Traces of Node (as text and as Express’ page), Python, Java, Ruby, PHP, Go and .NET. */
const STACK = [
  /(?:^|\n|<br>|\\n)(?:\s|&nbsp;)*at [\w$.<>&;# [\]]+ ?\([^)\n]*:\d+(?::\d+)?\)/,
  /(?:^|\n|<br>|\\n)(?:\s|&nbsp;)*at (?:async )?(?:file:|node:|\/)[^\s<]*:\d+:\d+/,
  /Traceback \(most recent call last\)/,
  /\(\w+\.java:\d+\)/,
  /\.rb:\d+:in [`']/,
  /\.php(?:\(\d+\)|:\d+| on line (?:<b>)?\d+)/,
  /goroutine \d+ \[/,
  /\.cs:line \d+/,
]

/** What an answer gives away; null when it is discreet. */
export function leakIn(target: Target, draft: Draft, answer: Answer): Judged | null {
  if (answer.status === null) return null
  const text = `${answer.headers.join('\n')}\n${answer.body.toString('utf8')}`
  const sent = `${draft.url}\n${draft.headers.join('\n')}\n${Buffer.from(draft.body).toString('utf8')}`
  const secret = target.secrets.find(
    ({ role, value }) => isSecret(role) && value.length >= 6 && text.includes(value) && !sent.includes(value),
  )
  if (secret) return { pitfall: 'leaks-secret', meaning: 'The answer contains your secret: anyone who sends a bad request gets it.' }
  const right = rightSignature(target, draft)
  if (right !== null && text.toLowerCase().includes(right.toLowerCase()) && !sent.toLowerCase().includes(right.toLowerCase())) {
    return {
      pitfall: 'leaks-signature',
      meaning: 'The answer to a wrong signature contains the right one: anyone who copies it into the next request is trusted.',
    }
  }
  if (STACK.some(pattern => pattern.test(text))) {
    return { pitfall: 'leaks-stack', meaning: `The ${answer.status} answer contains a stack trace with the program’s files and lines.` }
  }
  return null
}

const isSecret = (role: string): boolean => role === 'signing' || role === 'private-key' || role === 'verify-token'

/** What a handler that computes the signature for exactly this request would have come to; null where that cannot be told. */
function rightSignature(target: Target, draft: Draft): string | null {
  const scheme = target.signing?.scheme
  if (!scheme || !isComputed(scheme)) return null
  const again = signed(target, draft, { now: stampIn(scheme, draft), messageId: 'msg' })
  const header = again && signatureHeader(scheme, again)
  if (!header) return null
  const [, value] = header
  const { separator, assign } = scheme.signature
  const last = separator === undefined ? value : (value.split(separator).at(-1) ?? value)
  const text = assign === undefined ? last : last.slice(last.indexOf(assign) + assign.length)
  return text.length >= 16 ? text : null
}

/** Time that the request claims, ms since epoch; now-ish ones are no use, for the signature would be another. */
function stampIn(scheme: Scheme, draft: Draft): number {
  const at = scheme.timestamp?.at
  const header =
    at?.in === 'signature'
      ? signatureHeader(scheme, draft)?.[1]
      : at?.in === 'header'
        ? at.names.map(name => headerValue(draft.headers, name)).find(Boolean)
        : undefined
  const digits = /\d{10,13}/.exec(header ?? '')?.[0]
  if (digits === undefined) return Date.parse(header ?? '') || 0
  return digits.length > 10 ? Number(digits) : Number(digits) * 1000
}
