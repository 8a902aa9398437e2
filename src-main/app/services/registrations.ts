import { AppError } from '#contract/errors.ts'
import type { Adapter, Choice } from '#registration/adapter.ts'
import type { Answer } from '#registration/call.ts'
import { planned, plannedRemoval } from '#registration/engine.ts'
import { adapterFor } from '#registration/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock, Random } from '../ports.ts'
import { type ProviderApi, wrongRoot } from '../provider-api.ts'
import type { PublicUrl } from '../public-url.ts'
import { type Draft, publicId, type Registered, type RegistrationBook } from '../registrations/book.ts'
import { type Desk, refusal } from '../registrations/desk.ts'
import { adapterOf, orderOf, rootOf, shownCalls, showRegistration, wantedUrl } from '../registrations/orders.ts'
import { createPlans } from '../registrations/plans.ts'
import type { Services } from '../services.ts'

interface Deps {
  readonly book: RegistrationBook
  readonly desk: Desk
  readonly config: ConfigCache
  readonly api: ProviderApi
  readonly publicUrl: Pick<PublicUrl, 'current'>
  readonly clock: Pick<Clock, 'now'>
  readonly random: Pick<Random, 'bytes'>
  readonly startJob: Services['jobs.start']
}

const MOST_PAGES = 5
const noUrl = 'There is no public URL that a provider could call. Turn the tunnel on, or give a public URL of your own.'

/** `sources.connect`, `.disconnect`, `.backfill` and `registrations.*`. */
export function registrationServices({ book, desk, config, api, publicUrl, clock, random, startJob }: Deps) {
  const hex = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('hex')
  const plans = createPlans(clock.now, () => hex(16))
  const show = (registered: Registered) => showRegistration(registered, desk.wanted(registered))

  const sourceNamed = (id: string) => {
    const source = config.source(idNumber('src', id))
    if (!source) throw notFound('src', id)
    return source
  }
  const ofSource = (id: string, registrationId: string | undefined): Registered[] => {
    const sourceId = idNumber('src', id)
    if (registrationId === undefined) return book.list().filter(registered => registered.sourceId === sourceId)
    const registered = book.named(registrationId)
    if (registered.sourceId !== sourceId) throw notFound('reg', registrationId)
    return [registered]
  }
  /** A token is sent to nobody but whom it was given for. */
  const knownToken = (adapter: Adapter, ownBase: string | null) =>
    book.list().findLast(registered => registered.api === adapter.id && registered.ownBase === ownBase)?.token

  const draftOf = (input: Parameters<Services['sources.connect']>[0]): Draft => {
    const source = sourceNamed(input.id)
    const adapter = adapterFor(source.provider)
    if (!adapter)
      throw new AppError('unsupported', 'Hookbench cannot register with this provider through an API. Paste the URL there yourself.')
    const ownBase = ownBaseOf(adapter, input.baseUrl)
    const kind = adapter.targets.find(candidate => candidate.kind === (input.kind ?? adapter.targets[0]?.kind))
    const target = input.target ?? ''
    if (!kind)
      throw new AppError('invalid_input', `Say where to register: one of ${adapter.targets.map(candidate => candidate.kind).join(', ')}.`)
    if (!kind.pattern.test(target)) {
      throw new AppError('invalid_input', `${kind.label}: ${kind.hint}${kind.placeholder ? ` It looks like ${kind.placeholder}.` : ''}`)
    }
    const token = input.token ?? knownToken(adapter, ownBase)
    if (token === undefined) throw new AppError('invalid_input', `${adapter.name} needs a token. ${adapter.token.hint}`)
    const events = [...new Set(input.events ?? adapter.events.usual)]
    if (events.length === 0 && adapter.events.options.length > 0) throw new AppError('invalid_input', 'Choose at least one event.')
    const taken = book
      .list()
      .some(
        other =>
          other.sourceId === source.id &&
          other.api === adapter.id &&
          other.kind === kind.kind &&
          other.target === target &&
          other.ownBase === ownBase,
      )
    if (taken)
      throw new AppError(
        'conflict',
        `This source is already connected to ${target || adapter.name}. Disconnect it first to change what it asks for.`,
      )
    return {
      sourceId: source.id,
      api: adapter.id,
      kind: kind.kind,
      target,
      ownBase,
      local: input.local ?? false,
      events,
      token,
      secret: adapter.secret === 'made-here' ? hex(32) : null,
      secretId: null,
      marker: `hookbench-${hex(8)}`,
      publicUrl: input.publicUrl ?? null,
      state: { parts: [], doing: null },
      problem: null,
      leaving: false,
      keepInStep: input.keepInStep ?? true,
      removeOnStop: input.removeOnStop ?? false,
      backfillAuto: input.backfillAuto ?? true,
      forwardFetched: input.forwardFetched ?? false,
      seenAt: clock.now(),
    }
  }

  const urlFor = (draft: Pick<Draft, 'publicUrl' | 'sourceId'>): string => {
    const url = wantedUrl(draft, config.source(draft.sourceId), publicUrl.current())
    if (url === null) throw new AppError('conflict', noUrl)
    return url
  }

  const plan = (draft: Draft) => {
    const url = urlFor(draft)
    const order = orderOf(draft, url)
    const { reads, writes } = planned(adapterOf(draft), order, draft.state)
    return {
      step: 'plan' as const,
      url,
      reads: shownCalls(reads, order),
      writes: shownCalls(writes, order),
      confirm: plans.keep(draft, url),
    }
  }

  /** Carries it out. What came to nothing at its first attempt leaves nothing behind. */
  const carryOut = async (registered: Registered, first: boolean) => {
    const wrong = await desk.bring(registered.id, true)
    const now = book.find(registered.id)
    if (!wrong && now) return { step: 'done' as const, registration: show(now) }
    const nothing = now?.state.doing === null && now.state.parts.every(({ remoteId }) => remoteId === null)
    if (first && nothing) await desk.abandon(registered.id)
    throw wrong ? refusal(wrong) : new AppError('conflict', noUrl)
  }

  return {
    'sources.connect': async input => {
      if (input.registrationId !== undefined) {
        const [registered] = ofSource(input.id, input.registrationId)
        if (!registered) throw notFound('reg', input.registrationId)
        if (input.confirm === undefined) return plan({ ...registered, ...(input.token ? { token: input.token } : {}) })
        const confirmed = plans.take(input.confirm, urlFor(registered))
        if (!confirmed) return plan(registered)
        await book.change(registered.id, { token: confirmed.token })
        return carryOut(registered, false)
      }
      if (input.confirm === undefined) return plan(draftOf(input))
      const draft = draftOf(input)
      const confirmed = plans.take(input.confirm, urlFor(draft))
      if (!confirmed || confirmed.sourceId !== draft.sourceId) return plan(draft)
      return carryOut(await book.add(confirmed), true)
    },

    'sources.disconnect': async ({ id, registrationId, dryRun, forget }) => {
      const going = ofSource(id, registrationId)
      const calls = going.flatMap(registered => {
        const order = orderOf(registered, '')
        return forget ? [] : shownCalls(plannedRemoval(adapterOf(registered), order, registered.state), order)
      })
      if (dryRun) return { removed: [], calls }
      const removed: string[] = []
      for (const registered of going) {
        const wrong = forget ? await desk.forget(registered.id) : await desk.disconnect(registered.id)
        if (wrong) throw refusal(wrong)
        removed.push(publicId(registered))
      }
      return { removed, calls }
    },

    'sources.backfill': async ({ id, registrationId, since, forward }) => {
      const asked = ofSource(id, registrationId)
      if (asked.length === 0)
        throw new AppError('conflict', 'This source is not connected to its provider, so nothing can be fetched. Connect it first.')
      const more = { ...(since === undefined ? {} : { since }), ...(forward === undefined ? {} : { forward }) }
      const jobIds: string[] = []
      for (const registered of asked) {
        jobIds.push((await startJob({ kind: 'backfill', options: { registrationId: publicId(registered), ...more } })).jobId)
      }
      return { jobIds }
    },

    'registrations.list': async ({ sourceId }) => ({
      rows: (sourceId === undefined ? book.list() : ofSource(sourceId, undefined)).map(show),
    }),

    'registrations.check': async ({ id }) => {
      const wrong = await desk.check(book.named(id).id)
      if (wrong) throw refusal(wrong)
      return show(book.named(id))
    },

    'registrations.update': async ({ id, ...patch }) => {
      const changed = await book.change(
        book.named(id).id,
        Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
      )
      if (!changed) throw notFound('reg', id)
      return show(changed)
    },

    'registrations.options': async ({ provider }) => ({ api: describe(adapterFor(provider)), publicUrl: publicUrl.current() }),

    'registrations.targets': async ({ provider, kind, token, baseUrl, local }) => {
      const adapter = adapterFor(provider)
      const choices = adapter?.targets.find(target => target.kind === kind)?.choices
      if (!adapter || !choices) throw new AppError('unsupported', 'These cannot be listed; enter the name instead.')
      const ownBase = ownBaseOf(adapter, baseUrl)
      const used = token ?? knownToken(adapter, ownBase)
      if (used === undefined) throw new AppError('invalid_input', `${adapter.name} needs a token. ${adapter.token.hint}`)
      const root = rootOf(adapter, { ownBase, local: local ?? false, target: '' })
      const send = api.at(root)
      const rows: Choice[] = []
      let cursor: string | null = null
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const answer = await send(choices.call(root.base, used, cursor))
        if (answer.kind === 'silence') throw new AppError('provider_refused', answer.reason)
        const wrong = adapter.explain(answer as Answer, { kind, target: '', url: '' })
        if (wrong) throw refusal(wrong)
        const page = choices.read(answer)
        rows.push(...page.items)
        cursor = page.next
        if (cursor === null) break
      }
      return { rows: [...rows], complete: cursor === null }
    },
  } satisfies Partial<Services>
}

function ownBaseOf(adapter: Adapter, baseUrl: string | null | undefined): string | null {
  if (!baseUrl) return null
  if (!adapter.base.own) throw new AppError('invalid_input', `${adapter.name} has no self-hosted servers; leave the URL out.`)
  const wrong = wrongRoot(baseUrl)
  if (wrong) throw new AppError('invalid_input', wrong)
  const { origin, pathname } = new URL(baseUrl)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

function describe(adapter: Adapter | null) {
  if (!adapter) return null
  const { id, name, docs, token, base, targets, events, secret, notes, writes, backfill } = adapter
  return {
    id,
    name,
    docs,
    token: { ...token },
    own: base.own && { label: base.own.label, hint: base.own.hint, placeholder: base.own.placeholder },
    targets: targets.map(({ kind, label, hint, placeholder, pattern, choices }) => ({
      kind,
      label,
      hint,
      placeholder,
      needed: !pattern.test(''),
      choices: choices !== undefined,
    })),
    events: { options: [...events.options], usual: [...events.usual], hint: events.hint },
    secret,
    notes: [...notes],
    makes: writes !== null,
    backfill: { how: backfill.how, note: backfill.note },
  }
}
