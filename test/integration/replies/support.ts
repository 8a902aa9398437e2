import { createHmac } from 'node:crypto'
import type { RequestDetail } from '#contract/requests.ts'
import type { RunningCore } from '../../support/core.ts'

export const secret = 'a secret'

/** Saves Sources of GitHub's and sends to them as GitHub would. */
export function github(core: RunningCore) {
  let made = 0
  return {
    async source(more: object = {}) {
      made += 1
      const slug = `s${made}`
      const { id } = await core.rpc['sources.save']({ slug, name: slug, provider: 'github', secrets: [secret], ...more })
      return { id, slug }
    },
    post: (slug: string, eventId: string, body = '{"a":1}', headers: Record<string, string> = {}) =>
      fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', headers: { ...signed(eventId, body), ...headers }, body }),
    /** Requests of a Source, oldest first. */
    async requests(slug: string): Promise<RequestDetail[]> {
      const { rows } = await core.rpc['requests.list']({ limit: 500 })
      const ours = rows.filter(row => row.path.startsWith(`/${slug}`)).reverse()
      return Promise.all(ours.map(row => core.rpc['requests.get']({ id: row.id })))
    },
  }
}

export function signed(eventId: string, body: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return {
    'Content-Type': 'application/json',
    'X-GitHub-Delivery': eventId,
    'X-GitHub-Event': 'push',
    'X-Hub-Signature-256': `sha256=${signature}`,
  }
}
