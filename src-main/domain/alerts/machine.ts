import type { AlertDraft, AlertTarget } from './draft.ts'

/** The alert for a disk that runs out of space; below the lower mark the receiver has begun to refuse. */
export function diskAlert(state: 'low' | 'full', freeBytes: number): AlertDraft {
  const free = `${Math.round(freeBytes / 1024 ** 2)} MiB are free where Hookbench stores its data.`
  const text =
    state === 'full'
      ? { title: 'The disk is full', body: `${free} Webhooks get a 503 until there is space; senders that retry lose nothing.` }
      : { title: 'The disk is nearly full', body: `${free} Free some space, or lower the retention in the settings.` }
  const target: AlertTarget = { type: 'settings', id: null }
  return { kind: 'disk_low', groupKey: `disk:${state}`, one: text, many: text, target, manyTarget: target, subject: null }
}

/** The alert for a tunnel that does not come back by itself. @param url what was public; null when it never came up @param reason a sentence */
export function tunnelAlert({ url, reason }: { readonly url: string | null; readonly reason: string }): AlertDraft {
  const where = url === null ? 'The public URL' : url
  const text = { title: 'The tunnel is lost', body: `${where} no longer reaches Hookbench. ${reason}` }
  const target: AlertTarget = { type: 'tunnel', id: null }
  const many = { ...text, title: 'The tunnel was lost {count} times' }
  return { kind: 'tunnel_lost', groupKey: 'tunnel', one: text, many, target, manyTarget: target, subject: null }
}
