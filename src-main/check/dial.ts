import { promises as dns, type LookupAddress } from 'node:dns'
import { connect as connectTcp, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, rootCertificates } from 'node:tls'
import { classifyAddress } from '#domain/address-guard/classify.ts'
import { mayReach, type Reach, refusalText } from '#domain/address-guard/guard.ts'
import { tlsReason } from '#domain/tls-error.ts'

/** A connection that did not come about; the message is a sentence. */
export class DialFailure extends Error {}

/** Makes connections to one place. Rejects with DialFailure. */
export type Dial = (signal: AbortSignal) => Promise<Socket>

/** How a certificate is judged; as usual when left out. */
export interface Tls {
  /** Any is taken. */
  readonly insecure: boolean
  /** An authority of the target's own, PEM. */
  readonly ca: string | null
}

interface Options {
  /** How far the addresses found may lie. */
  readonly reach: Reach
  readonly tls?: Tls
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>
}

/**
 * Looks the name up once, checks every address, and then connects to those and not to the name: a second lookup could answer otherwise.
 * Not the pools of Deliveries, which would share and keep connections that a scenario wants for itself.
 */
export function createDial(url: string, { reach, tls, resolve = hostname => dns.lookup(hostname, { all: true }) }: Options): Dial {
  const { protocol, hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const number = Number(port) || (protocol === 'https:' ? 443 : 80)
  let found: Promise<readonly LookupAddress[]> | null = null
  return async signal => {
    found ??= addressesOf(host, reach, resolve).catch(error => {
      // A name server that did not answer once may do so for the next connection.
      found = null
      throw error
    })
    const addresses = await found
    if (signal.aborted) throw new DialFailure('The connection was cancelled.')
    const lookup: LookupFunction = (_, options, callback) => {
      if (options.all) callback(null, [...addresses])
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
    }
    const socket = connectTcp({ host, port: number, lookup, autoSelectFamily: true, noDelay: true })
    await ready(socket, 'connect', signal, `${host}:${number}`)
    if (protocol !== 'https:') return socket
    const trust = { rejectUnauthorized: !tls?.insecure, ...(tls?.ca ? { ca: [...rootCertificates, tls.ca] } : {}) }
    const secure = connectTls({ socket, servername: classifyAddress(host) === null ? host : '', ALPNProtocols: ['http/1.1'], ...trust })
    await ready(secure, 'secureConnect', signal, host)
    return secure
  }
}

async function addressesOf(host: string, reach: Reach, resolve: NonNullable<Options['resolve']>): Promise<readonly LookupAddress[]> {
  const literal = classifyAddress(host) !== null
  const addresses = literal
    ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
    : await resolve(host).catch(error => Promise.reject(unresolved(host, error)))
  if (addresses.length === 0) throw new DialFailure(`The name ${host} has no address.`)
  for (const { address } of addresses) {
    const answer = mayReach(address, reach)
    if (!answer.ok) throw new DialFailure(`${host} is refused: ${refusalText(answer, 'url')}`)
  }
  return addresses
}

function unresolved(host: string, error: unknown): DialFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND') return new DialFailure(`The name ${host} has no address.`)
  return new DialFailure(`The name ${host} could not be looked up${code && ` (${code})`}.`)
}

function ready(socket: Socket, event: string, signal: AbortSignal, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      socket.destroy()
      reject(new DialFailure(`No connection to ${name} could be made in time.`))
    }
    signal.addEventListener('abort', abort, { once: true })
    const failed = (error: Error) => {
      signal.removeEventListener('abort', abort)
      reject(new DialFailure(sentenceOf(error, name)))
    }
    socket.once('error', failed)
    socket.once(event, () => {
      signal.removeEventListener('abort', abort)
      socket.off('error', failed)
      // A socket that breaks before its next owner listens must not bring the process down.
      socket.on('error', () => {})
      resolve()
    })
  })
}

function sentenceOf(error: Error, name: string): string {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return `Nothing is listening on ${name}.`
  return `The connection to ${name} failed: ${tlsReason(error.message)}.`
}
