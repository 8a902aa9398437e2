import { promises as dns, type LookupAddress } from 'node:dns'
import { connect as connectTcp, type LookupFunction, type OnReadOpts, type Socket } from 'node:net'
import { connect as connectTls, rootCertificates } from 'node:tls'
import { classifyAddress } from '#domain/address-guard/classify.ts'
import { mayReach, portZero, type Reach } from '#domain/address-guard/guard.ts'
import type { Outcome } from '#domain/outcome.ts'
import { tlsReason } from '#domain/tls-error.ts'
import { codeOf } from '#http1/client/code.ts'
import { lentReads, type Wire } from '#http1/wire.ts'
import { ConnectFailure } from './connect-failure.ts'
import type { Clock } from './types.ts'

/** All addresses of a name, as `dns.lookup` gives them. Tests hand in their own to answer what no public DNS would. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/** What is not as usual; for tests, that stand in for hosts of the public internet. */
export interface Dialling {
  readonly resolve?: Resolve
  readonly ca?: string
  /** Connect there, whatever the URL says. */
  readonly port?: number
}

/** How an Endpoint's certificate is judged. `ca`: PEM of its own authority, besides those of the machine. */
export interface Trust {
  readonly insecure: boolean
  readonly ca: string | null
}

/** Lookups under way, by name. */
const lookups = new Map<string, Promise<readonly LookupAddress[]>>()

/**
 * All attempts that wait for a name share one lookup: it occupies one of the few threads of libuv's pool until the system gives up, also
 * when nobody waits any more, and a name server that does not answer must not hold up those for other names. This machine has its name
 * without being asked (RFC 6761 6.3).
 */
function lookup(hostname: string): Promise<readonly LookupAddress[]> {
  if (/^(.+\.)?localhost\.?$/i.test(hostname)) return Promise.resolve(loopback)
  const known = lookups.get(hostname)
  if (known) return known
  const asked = dns.lookup(hostname, { all: true }).finally(() => lookups.delete(hostname))
  lookups.set(hostname, asked)
  return asked
}
const loopback: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** An orphaned connect ends after this: the longest timeout that an Endpoint can have. */
const CONNECT_LIMIT_MS = 60_000

export type ConnectStage = 'dns' | 'connect' | 'tls'

/**
 * Makes connections in three steps, so that each can be told of: look the name up, check every address, connect to the checked ones (not
 * to the name again: a second lookup could answer otherwise), then TLS.
 * @returns opens one to an origin; rejects with a ConnectFailure. `enter` is told of each step that begins.
 */
export function createConnector(deps: { readonly reach: Reach; readonly clock: Clock; readonly trust?: Trust } & Dialling) {
  const resolve = deps.resolve ?? lookup

  return async (origin: string, enter: (stage: ConnectStage) => void): Promise<Wire> => {
    const url = new URL(origin)
    const secure = url.protocol === 'https:'
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = deps.port ?? (url.port ? Number(url.port) : secure ? 443 : 80)
    if (port === 0) throw new ConnectFailure({ kind: 'refused-address', host, address: host, reason: portZero.reason })
    enter('dns')
    const addresses = await addressesOf(host, resolve)
    for (const { address } of addresses) {
      const answer = mayReach(address, deps.reach)
      if (!answer.ok) throw new ConnectFailure({ kind: 'refused-address', host, address, reason: answer.reason })
    }
    enter('connect')
    if (!secure) {
      const { onread, listen } = lentReads()
      return { socket: await tcp({ host, port, onread }, addresses, deps.clock), secure, listen }
    }
    const plain = await tcp({ host, port }, addresses, deps.clock)
    enter('tls')
    const socket = await tls(plain, host, deps)
    return { socket, secure, listen: take => void socket.on('data', take) }
  }
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  if (classifyAddress(host) !== null) return [{ address: host, family: host.includes(':') ? 6 : 4 }]
  try {
    const addresses = await resolve(host)
    if (addresses.length > 0) return addresses
  } catch (error) {
    throw new ConnectFailure({ kind: 'dns', host, code: codeOf(error) })
  }
  throw new ConnectFailure({ kind: 'dns', host, code: 'ENODATA' })
}

function tcp(
  to: { readonly host: string; readonly port: number; readonly onread?: OnReadOpts },
  addresses: readonly LookupAddress[],
  clock: Clock,
): Promise<Socket> {
  // The answer was checked; this only repeats it, so that node tries IPv6 and IPv4 in turn ("happy eyeballs").
  const checked: LookupFunction = (_, options, callback) => {
    if (options.all) callback(null, [...addresses])
    else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
  }
  const socket = connectTcp({ ...to, lookup: checked, autoSelectFamily: true, noDelay: true, keepAlive: true })
  return ready(socket, 'connect', clock, error => ({ kind: 'connect', host: `${to.host}:${to.port}`, code: codeOf(error) }))
}

function tls(socket: Socket, host: string, deps: { clock: Clock; ca?: string; trust?: Trust }): Promise<Socket> {
  const own = deps.trust?.ca ?? deps.ca
  const secure = connectTls({
    socket,
    // Names alone may be sent there (RFC 6066 3).
    servername: classifyAddress(host) === null ? host : '',
    ALPNProtocols: ['http/1.1'],
    ...(own === undefined ? {} : { ca: [...rootCertificates, own] }),
    ...(deps.trust?.insecure ? { rejectUnauthorized: false } : {}),
  })
  return ready(secure, 'secureConnect', deps.clock, error => ({
    kind: 'tls',
    host,
    code: codeOf(error),
    message: `${tlsReason(error.message)}.`,
  }))
}

function ready<S extends Socket>(socket: S, event: string, clock: Clock, outcome: (error: Error) => Outcome): Promise<S> {
  return new Promise((resolve, reject) => {
    const callOff = clock.timer(CONNECT_LIMIT_MS, () => socket.destroy(new Error('connect limit')))
    // Stays on for good: a socket that breaks before anyone else listens must not bring the process down.
    socket.on('error', error => {
      callOff()
      reject(new ConnectFailure(outcome(error)))
    })
    socket.once(event, () => {
      callOff()
      resolve(socket)
    })
  })
}
