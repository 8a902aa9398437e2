import { createHmac } from 'node:crypto'

export const SECRET = 'bench-secret-0123456789'

/** Deliveries that go before the measured ones, on both sides: the compiler takes about so many (150 us of CPU each after 3,000, 130 after 20,000). */
export const WARM_UP = 30_000

/** A push event of about so many bytes. */
export function benchBody(bytes: number): Buffer {
  const shell = { ref: 'refs/heads/main', repository: { id: 1, full_name: 'octo/hooks' }, commits: [] as string[], pad: '' }
  const base = Buffer.byteLength(JSON.stringify(shell))
  return Buffer.from(JSON.stringify({ ...shell, pad: 'x'.repeat(Math.max(0, bytes - base)) }))
}

/** What GitHub would write into X-Hub-Signature-256. */
export function githubSignature(body: Uint8Array): string {
  return `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`
}

/** Tells the bench where the target listens, and stays until it is asked to go. */
export function ready(facts: Record<string, unknown>, stop: () => Promise<void> | void): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`)
  process.once('SIGTERM', () => {
    void Promise.resolve(stop()).then(() => process.exit(0))
  })
}
