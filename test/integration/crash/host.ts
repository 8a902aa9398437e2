import { createHash, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { type Launched, launch } from '../../support/launched.ts'

export const token = 'a-token'
export const flags = (dataDir: string) => ['--data-dir', dataDir, '--receiver-port', '0', '--ui-port', '0', '--no-open', '--token', token]

export interface Host {
  readonly launched: Launched
  readonly receiver: string
  rpc<T>(method: string, input?: unknown): Promise<T>
  body(id: string): Promise<Buffer>
}

/** The real browser host, from source, in a process of its own. */
export async function startHost(dataDir: string): Promise<Host> {
  const launched = launch('src-main/headless.ts', flags(dataDir))
  return { launched, ...hostAt(await launched.ready) }
}

export function hostAt(ready: Record<string, unknown>): Omit<Host, 'launched'> {
  const { receiver, api } = ready as { receiver: string; api: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    receiver,
    async rpc<T>(method: string, input: unknown = {}) {
      const response = await fetch(`${api}/${method}`, { method: 'POST', headers, body: JSON.stringify(input) })
      const answer = (await response.json()) as { ok: boolean; value: T }
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      return answer.value
    },
    body: async id => Buffer.from(await (await fetch(api.replace(/rpc$/, `body/${id}`), { headers })).arrayBuffer()),
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Mostly small; some that go through the prepare thread, some that are chunk rows. */
export function someBody(n: number): Buffer {
  if (n % 97 === 0) return randomBytes(300_000 + (n % 7))
  return randomBytes(n % 31 === 0 ? 70_000 : 200 + (n % 1800))
}

/** POSTs bytes; resolves with the status, or null when the connection ended without an answer. */
export function post(agent: Agent, url: string, body: Buffer): Promise<number | null> {
  return new Promise(resolve => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/octet-stream' } }, response => {
      const { statusCode = 0 } = response
      response.resume()
      // The head is the answer: whatever it says was promised.
      resolve(statusCode)
    })
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}

/**
 * Senders that never pause, each with its own connection, until they are told to stop or the host is gone.
 * @returns digest of each body that was answered with a 2xx, by its path
 */
export async function hammer(url: string, name: string, onAnswered: (count: number) => void): Promise<Map<string, string>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 24 })
  const answered = new Map<string, string>()
  let n = 0
  const sender = async () => {
    for (;;) {
      n += 1
      const path = `/${name}/${n}`
      const body = someBody(n)
      const status = await post(agent, `${url}${path}`, body)
      if (status === null) return
      if (status < 200 || status > 299) continue
      answered.set(path, sha256(body))
      onAnswered(answered.size)
    }
  }
  await Promise.all(Array.from({ length: 24 }, sender))
  agent.destroy()
  return answered
}
