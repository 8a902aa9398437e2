import { type Answer, type Problem, problem, retryAfter } from './call.ts'

/** Sentences that several providers share. */
export const badToken = (name: string, kind = 'token'): Problem =>
  problem('unauthorized', `${name} does not accept this ${kind}. It may have expired or been revoked; create a new one and paste it here.`)

export function tooFast(name: string, answer: Answer, waitMs: number | null = retryAfter(answer)): Problem {
  const when = waitMs === null ? 'in a minute' : `in ${Math.max(1, Math.ceil(waitMs / 1000))} s`
  return problem('rate_limited', `${name} is rate-limiting calls. Try again ${when}.`, { retryAfterMs: waitMs })
}

export const unavailable = (name: string, status: number): Problem =>
  problem('unclear', `${name} answered ${status}, so it is unknown whether the call took effect. Try again in a minute.`)

export const refused = (name: string, said: string | null, status: number): Problem =>
  problem('refused', said ? `${name} refused it: ${sentence(said)}` : `${name} refused it with status ${status}.`)

/** Their words, on one line, not too long, with a full stop. */
export function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300)
  return /[.!?]$/.test(line) ? line : `${line}.`
}

export const exists = (name: string, url: string): Problem =>
  problem(
    'exists',
    `${name} already has a webhook for ${url} that Hookbench did not create. Remove it there, or keep it and paste its secret into this Source.`,
  )

export const isOk = ({ status }: Answer): boolean => status >= 200 && status <= 299
