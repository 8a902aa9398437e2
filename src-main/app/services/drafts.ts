import type { DraftRow, RequestDraft } from '#contract/drafts.ts'
import { AppError } from '#contract/errors.ts'
import type { SignPlan } from '#domain/delivery/sign-plan.ts'
import { freshSigning, type Signing, sourceScheme } from '#domain/delivery/sign-plan.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { flatHeaders, headerValue } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import { maskTarget } from '#domain/redact.ts'
import { resolveScheme } from '#providers/index.ts'
import type { DraftRecord } from '#store/draft-row.ts'
import { expandDraft, maskDraft, unmaskDraft } from '../drafts.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Random, Secrets } from '../ports.ts'
import type { Services } from '../services.ts'
import { makeMessage } from './messages.ts'
import { goalOf, type ResendDeps } from './resend.ts'

interface Deps extends ResendDeps {
  readonly random: Pick<Random, 'bytes'>
  readonly secrets: Pick<Secrets, 'seal' | 'open'>
}

/** `drafts.*`: composed requests, saved and sent. */
export function draftServices(deps: Deps) {
  const { store, secrets, clock } = deps
  /** @throws AppError `not_found` */
  const stored = async (id: string) => {
    const record = await store.read.findDraft({ id: idNumber('drf', id) })
    if (!record) throw notFound('drf', id)
    return { record, draft: JSON.parse(await secrets.open(record.sealed)) as RequestDraft }
  }
  const completed = async (draft: RequestDraft, from: string | undefined) =>
    unmaskDraft(draft, from === undefined ? null : (await stored(from)).draft)
  const toWrite = async (draft: RequestDraft) => ({
    method: draft.method,
    address: addressOf(deps, draft),
    sealed: await secrets.seal(JSON.stringify(draft)),
    now: clock.now(),
  })
  return {
    'drafts.list': async () => ({ rows: (await store.read.listDrafts(null)).map(shown) }),
    'drafts.get': async ({ id }) => {
      const { record, draft } = await stored(id)
      return { ...shown(record), draft: maskDraft(draft) }
    },
    'drafts.save': async ({ id, name, draft, from }) => {
      const number = id === undefined ? null : (await stored(id)).record.id
      return shown(await store.write.saveDraft({ ...(await toWrite(await completed(draft, from))), id: number, name }))
    },
    'drafts.delete': async ({ id }) => {
      if (!(await store.write.deleteDraft({ id: idNumber('drf', id) }))) throw notFound('drf', id)
      return { ok: true as const }
    },
    'drafts.send': async ({ draft, secret, from }) => {
      const whole = await completed(draft, from)
      const ready = expandDraft(whole, { now: clock.now(), bytes: deps.random.bytes })
      const goal = goalOf(deps, ready.to)
      const headers = flatHeaders(ready.headers)
      if (headerValue(headers, 'user-agent') === undefined) headers.push('User-Agent', 'Hookbench')
      const body = new TextEncoder().encode(ready.body)
      mustSign(deps, ready, secret ?? null, goal, { headers, body })
      const { deliveryIds } = await makeMessage(deps, {
        kind: 'composed',
        requestId: null,
        eventType: null,
        method: ready.method,
        path: ready.path,
        headers,
        sign: await planOf(deps, ready, secret ?? null),
        body: { bytes: body },
        idempotency: null,
        targets: [goal],
      })
      const sent = await store.write.noteSent({ ...(await toWrite(whole)), deliveryId: deliveryIds[0] ?? 0 })
      return { deliveryIds: deliveryIds.map(id => formatId('dlv', id)), sentId: formatId('drf', sent) }
    },
  } satisfies Partial<Services>
}

async function planOf(deps: Deps, { sign }: RequestDraft, secret: string | null): Promise<SignPlan> {
  switch (sign.with) {
    case 'none':
      return { mode: 'as-received', edited: false }
    case 'endpoint':
      return { mode: 'endpoint' }
    case 'source':
      return { mode: 'source', sourceId: idNumber('src', sign.sourceId) }
    case 'secret':
      return { mode: 'fresh', scheme: sign.scheme, sealedSecret: secret === null ? null : await deps.secrets.seal(secret) }
  }
}

/** Signs once for trial, so that a missing or malformed secret is told now and not by a dead letter. @throws AppError `cannot_sign` */
function mustSign(
  deps: Deps,
  draft: RequestDraft,
  secret: string | null,
  goal: ReturnType<typeof goalOf>,
  what: { headers: readonly string[]; body: Uint8Array },
): void {
  const signing = signingOf(deps, draft.sign, secret, goal)
  if (signing === null) return
  if (!signing.ok) throw new AppError('cannot_sign', `It cannot be signed: ${signing.reason}`)
  const url = destinationOf(goal.target.url, draft.path)?.url ?? goal.target.url
  const at = { now: deps.clock.now(), messageId: 'msg_trial' }
  const signed = deps.signer.sign(signing.scheme, { method: draft.method, url, ...what }, signing.secrets, at)
  if (!signed.ok) throw new AppError('cannot_sign', `It cannot be signed: ${signed.reason}`)
}

/** Null = it is not to be signed. @throws AppError `not_found`, `invalid_input` */
function signingOf(deps: Deps, sign: RequestDraft['sign'], secret: string | null, goal: ReturnType<typeof goalOf>): Signing | null {
  switch (sign.with) {
    case 'none':
      return null
    case 'endpoint':
      if (!goal.endpoint)
        return { ok: false, reason: 'it goes to a plain URL, which has no secret. Choose an endpoint or a source, or enter a secret.' }
      if (goal.endpoint.scheme === null)
        return { ok: false, reason: `the endpoint ${goal.endpoint.name} has no scheme. Give it one, or send unsigned.` }
      return { ok: true, scheme: goal.endpoint.scheme, secrets: goal.endpoint.secrets }
    case 'source': {
      const source = deps.config.source(idNumber('src', sign.sourceId))
      if (!source) throw notFound('src', sign.sourceId)
      const scheme = sourceScheme(source)
      if (scheme === null) return { ok: false, reason: `the source ${source.name} has no provider, so nothing says how to sign.` }
      return { ok: true, scheme, secrets: source.secrets }
    }
    case 'secret':
      if (!resolveScheme(sign.scheme)) throw new AppError('invalid_input', `There is no scheme “${sign.scheme}”; choose one from the list.`)
      if (secret === null && !deps.signer.signsAlone(sign.scheme))
        return { ok: false, reason: 'no secret was given. Enter the one to sign with.' }
      return freshSigning({ scheme: sign.scheme, secret }, null, null, deps.signer.signsAlone)
  }
}

/** What a list shows of where it goes. A query may hold what is nobody's to read. */
function addressOf(deps: Pick<Deps, 'config'>, { to, path }: RequestDraft): string {
  const whole =
    'url' in to ? maskTarget(null, to.url) : `${deps.config.endpoint(idNumber('ep', to.endpointId))?.name ?? to.endpointId} ${path}`
  return whole.replace(/[?#].*$/s, '').trim()
}

function shown(record: DraftRecord): DraftRow {
  return {
    id: formatId('drf', record.id),
    name: record.name,
    method: record.method,
    address: record.address,
    deliveryId: record.delivery_id === null ? null : formatId('dlv', record.delivery_id),
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }
}
