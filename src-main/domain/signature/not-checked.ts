import type { Provider } from '../provider.ts'
import type { Problem, Verification } from '../request.ts'

const reasons: Readonly<Record<Problem, string>> = {
  aborted: 'the connection ended before the whole request had arrived',
  oversized: 'the body is larger than this receiver accepts, so only its beginning was kept',
  malformed: 'the request is not valid HTTP',
  timeout: 'the request did not arrive in time',
  flooded: 'it stands for more requests than could be stored one by one',
}

/** Of a Request that did not arrive whole. A signature covers all of it, so bytes that never came prove nothing, for or against. */
export function notWhole(provider: Provider | null, problem: Problem): Verification {
  return { ...nothing(provider), verdict: 'unconfigured', explanation: `The signature was not checked: ${reasons[problem]}.` }
}

/** Of a handshake that was answered although it carries no signature: those that ask by GET are not signed. */
export function unsignedHandshake(provider: Provider | null): Verification {
  const who = provider?.name ?? 'Its provider'
  return { ...nothing(provider), verdict: 'unsigned', explanation: `${who} does not sign this handshake.` }
}

function nothing(provider: Provider | null): Omit<Verification, 'verdict' | 'explanation'> {
  return { provider: provider?.id ?? null, scheme: null, code: null, checks: [], secretId: null }
}
