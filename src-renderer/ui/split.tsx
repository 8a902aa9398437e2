import { type ReactNode, useMemo } from 'react'
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels'
import { cx } from './cx.ts'

export interface Pane {
  id: string
  /** Pixels, or a percentage as text (`"40%"`); left out: what the others leave. */
  size?: number | string
  min: number
  max?: number | string
  /** Keeps its pixels when the window changes; one pane at least must not. */
  fixed?: boolean
  content: ReactNode
}

/** Panes side by side (or one above the other) with separators that mouse and arrow keys move; sizes are remembered under `id`. */
export function Split({ id, panes, vertical, label }: { id: string; panes: readonly Pane[]; vertical?: boolean; label: string }) {
  // Which panes are there is part of the key: a layout saved for three panes says nothing about two.
  const key = `hookbench.panes.${id}.${panes.map(pane => pane.id).join('+')}`
  const saved = useMemo(() => load(key), [key])
  return (
    <Group
      key={key}
      orientation={vertical ? 'vertical' : 'horizontal'}
      disableCursor
      className="h-full min-h-0 w-full"
      {...(saved ? { defaultLayout: saved } : {})}
      onLayoutChanged={(layout, meta) => {
        if (meta.isUserInteraction) save(key, layout)
      }}
    >
      {panes.map((pane, index) => [
        index > 0 ? (
          <Separator
            key={`${pane.id}-edge`}
            aria-label={label}
            className={cx(
              'relative shrink-0 bg-line transition-colors focus-visible:z-10 focus-visible:bg-accent data-[separator=active]:bg-accent data-[separator=hover]:bg-accent',
              vertical ? 'h-px w-full cursor-row-resize' : 'h-full w-px cursor-col-resize',
            )}
          />
        ) : null,
        <Panel
          key={pane.id}
          id={pane.id}
          {...(pane.size === undefined ? {} : { defaultSize: pane.size })}
          minSize={pane.min}
          {...(pane.max === undefined ? {} : { maxSize: pane.max })}
          groupResizeBehavior={pane.fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
          style={{ overflow: 'hidden' }}
        >
          {pane.content}
        </Panel>,
      ])}
    </Group>
  )
}

function load(key: string): Layout | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Layout)
  } catch {
    return undefined
  }
}

function save(key: string, layout: Layout): void {
  try {
    localStorage.setItem(key, JSON.stringify(layout))
  } catch {
    // A full or forbidden storage costs the remembered size, nothing else.
  }
}
