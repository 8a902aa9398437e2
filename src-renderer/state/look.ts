/** Columns of the list, in their order. `path` is always there and takes what the others leave. */
export const columnIds = ['reply', 'method', 'path', 'type', 'source', 'provider', 'size', 'verdict', 'delivery', 'time'] as const
export type ColumnId = (typeof columnIds)[number]

export const densities = ['compact', 'normal', 'roomy'] as const
export const groupings = ['none', 'day', 'source', 'event'] as const

/** How a person wants the list to look; remembered by this browser, since screens differ. */
export interface ListLook {
  readonly density: (typeof densities)[number]
  readonly grouping: (typeof groupings)[number]
  readonly hidden: readonly ColumnId[]
  /** Widths in px that differ from the usual ones. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>
  /** What came when, as bars above the list. */
  readonly timeline: boolean
}

export const usualLook: ListLook = {
  density: 'normal',
  grouping: 'none',
  // The type stands behind the path where it has no column of its own.
  hidden: ['type', 'provider', 'size'],
  widths: {},
  timeline: false,
}

/** Where a browser keeps it. */
export const LOOK_KEY = 'hookbench.list'
const oneOf = <T extends string>(all: readonly T[], value: unknown, usual: T): T => all.find(known => known === value) ?? usual

/** What was remembered, or the usual look where that is nothing, or nothing that can be read. */
export function rememberedLook(): ListLook {
  try {
    const kept = JSON.parse(localStorage.getItem(LOOK_KEY) ?? '{}') as Partial<Record<keyof ListLook, unknown>>
    const widths = Object.entries((kept.widths ?? {}) as Record<string, unknown>).filter(
      ([id, width]) => columnIds.includes(id as ColumnId) && typeof width === 'number' && width > 0,
    )
    return {
      density: oneOf(densities, kept.density, usualLook.density),
      grouping: oneOf(groupings, kept.grouping, usualLook.grouping),
      hidden: Array.isArray(kept.hidden)
        ? columnIds.filter(id => id !== 'path' && (kept.hidden as unknown[]).includes(id))
        : usualLook.hidden,
      widths: Object.fromEntries(widths),
      timeline: kept.timeline === true,
    }
  } catch {
    return usualLook
  }
}
