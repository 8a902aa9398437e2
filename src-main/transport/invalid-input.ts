import type { z } from 'zod'
import type { ErrorShape } from '#contract/errors.ts'

type Issue = z.core.$ZodIssue

/** One readable sentence about the first thing that is wrong, and up to ten of them as `details.issues` for a program. */
export function invalidInput(error: z.ZodError): ErrorShape {
  const issues = error.issues.slice(0, 10).map(deepest)
  const first = issues[0]
  const sentence = first ? sentenceFor(first) : 'The input is not valid for this method.'
  return {
    code: 'invalid_input',
    message: `${sentence} Correct it and call again; GET /rpc describes every method.`,
    details: { issues: issues.map(issue => ({ path: issue.path.map(String).join('.'), message: issue.message })) },
  }
}

/** Of a union's branches the one that came furthest says what was meant; "Invalid input" for the whole would say nothing. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const candidates = issue.errors.flatMap(branch =>
    branch.slice(0, 1).map(inner => deepest({ ...inner, path: [...issue.path, ...inner.path] })),
  )
  return candidates.reduce((best, next) => (next.path.length > best.path.length ? next : best), candidates[0] ?? issue)
}

function sentenceFor(issue: Issue): string {
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map(quote).join(', ')
    return `${field ? `${quote(field)} has no field` : 'There is no field'} ${names}.`
  }
  const reason = issue.message.replace(/\.?$/, '.')
  return field ? `${quote(field)}: ${reason}` : `The input: ${reason}`
}

/** Names come from the caller: kept short, and without what could break a log line or a terminal. */
function quote(name: string): string {
  return `"${name.slice(0, 100).replace(/[\p{Cc}\p{Cf}]/gu, '?')}"`
}
