import { showDeliveries } from '../state/deliveries.ts'
import type { AppState } from '../state/types.ts'
import { setScope, showView } from '../state/ui.ts'
import { en } from '../strings/en.ts'

/** Something of one's own that the palette leads to: a Source, an Endpoint or a saved view. */
export interface Thing {
  readonly id: string
  readonly title: string
  /** What it is. */
  readonly kind: string
  /** What finds it beside its name. */
  readonly words: string
  run(): void
}

const t = en.palette.things

/** What a person has made, in the order of the rail. Each does what a press on it in the rail does. */
export function thingsOf({
  sources,
  endpoints,
  views,
  providers,
}: Pick<AppState, 'sources' | 'endpoints' | 'views' | 'providers'>): Thing[] {
  return [
    ...sources.map(({ id, name, slug, provider }) => ({
      id: `source ${id}`,
      title: name,
      kind: t.source,
      words: `${slug} ${providers.find(known => known.id === provider)?.name ?? ''}`,
      run: () => setScope({ kind: 'source', id }),
    })),
    ...endpoints.map(({ id, name, url }) => ({
      id: `endpoint ${id}`,
      title: name,
      kind: t.endpoint,
      words: url,
      run: () => showDeliveries({ endpointId: id }),
    })),
    ...views.map(({ id, name, filter }) => ({
      id: `view ${id}`,
      title: name,
      kind: t.view,
      words: filter,
      run: () => showView(filter),
    })),
  ]
}
