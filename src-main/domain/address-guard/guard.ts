import { rememberFew } from '../remember.ts'
import { type AddressClass, classifyAddress } from './classify.ts'

/**
 * How far a connection may go: `public` addresses only; `loopback` too, for a URL that names this machine in so many words;
 * `any` for what a person has marked local.
 */
export type Reach = 'public' | 'loopback' | 'any'

export interface GuardChoice {
  /** Marked `local:true`. */
  readonly local: boolean
  /** Configured by a caller with a valid bearer, who may be taken to mean the machine that he sits at. */
  readonly callerTrusted: boolean
}

/** `reason`: a sentence without its subject. `markable`: what is marked local may go there. */
export interface Refusal {
  readonly ok: false
  readonly reason: string
  readonly markable: boolean
}
export type GuardAnswer = { readonly ok: true } | Refusal

/** Whom a sentence is for: each of them has settings of its own, by their names in the window. `provider`: none, its hosts are public. */
export type Asker = 'endpoint' | 'url' | 'alerts' | 'provider'

const marks: Record<Asker, string> = {
  endpoint: ' Turn on “Allow this machine and private networks” of the endpoint to allow it (in the API: local:true).',
  url: ' Turn on “This is a local address” to allow it (in the API: local:true).',
  alerts: ' Turn on “Allow private networks” if that is intended (in the API: local:true).',
  provider: '',
}

/** Why an address is refused, and what would allow it where anything does. */
export function refusalText({ reason, markable }: Pick<Refusal, 'reason' | 'markable'>, asker: Asker): string {
  return markable ? reason + marks[asker] : reason
}

const places: Record<Exclude<AddressClass, 'public'>, string> = {
  loopback: 'it is this machine',
  private: 'it is in a private network',
  'link-local': 'it is a link-local address',
  metadata: 'it is a cloud metadata address',
  unspecified: 'it is an unspecified address',
  multicast: 'it is a multicast address',
  reserved: 'it is a reserved address',
}

/**
 * May an address (literal, or an answer of DNS) be connected to, for a URL whose reach was decided before? What cannot be read as an
 * address may not.
 */
export function mayReach(address: string, reach: Reach): GuardAnswer {
  const kind = classifyAddress(address)
  if (kind === null) return { ok: false, reason: 'it is not an address.', markable: false }
  if (kind === 'public' || reach === 'any') return { ok: true }
  if (kind === 'loopback' && reach === 'loopback') return { ok: true }
  return { ok: false, reason: `${places[kind]}.`, markable: true }
}

/**
 * Reach of a URL's host. A loopback literal or `localhost` says plainly which machine is meant; a name that merely resolves to
 * 127.0.0.1 does not, and stays refused (DNS rebinding).
 */
export function reachOf(hostname: string, choice: GuardChoice): Reach {
  if (choice.local) return 'any'
  return choice.callerTrusted && namesThisMachine(hostname) ? 'loopback' : 'public'
}

/** True for `localhost`, names under `.localhost` (RFC 6761) and loopback literals. Asked for each attempt. */
export const namesThisMachine = rememberFew(256, (hostname: string): boolean => {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  return name === 'localhost' || name.endsWith('.localhost') || classifyAddress(hostname) === 'loopback'
})

/** Of a URL that names it: to systems it means any port, so that there is nothing to connect to. */
export const portZero = { ok: false, reason: 'its port is 0, where nothing can listen.', markable: false } satisfies GuardAnswer

/** What is wrong with a URL before any name is looked up; `ok` for names, which are checked again after DNS. */
export function checkUrl(url: string, choice: GuardChoice): GuardAnswer {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) {
    return { ok: false, reason: 'it is not an http:// or https:// URL.', markable: false }
  }
  if (parsed.port === '0') return portZero
  if (classifyAddress(parsed.hostname) === null) return { ok: true }
  return mayReach(parsed.hostname, reachOf(parsed.hostname, choice))
}
