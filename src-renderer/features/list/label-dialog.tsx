import { useRef } from 'react'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { findRow } from '../../state/window.ts'
import { listText } from '../../strings/list.ts'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { notifyError } from '../../ui/toast.tsx'

const t = listText.label
const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const

/** Gives Requests a colour, or takes it away. One press does it. */
export function LabelDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const first = useApp(state => findRow(state.window, ids[0] ?? '')?.label ?? null)
  const list = useRef<HTMLFieldSetElement>(null)
  const choose = (label: (typeof colours)[number] | null) => {
    onClose()
    call('requests.mark', { ids: [...ids], label }).catch(error => notifyError(t.failed, error))
  }
  const move = (step: number) => {
    const all = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title(ids.length)}
      width="small"
      initialFocus={() => list.current?.querySelector('[aria-pressed="true"]') ?? null}
    >
      <fieldset
        ref={list}
        aria-label={t.title(ids.length)}
        className="grid grid-cols-2 gap-2"
        onKeyDown={event => {
          const step = { ArrowRight: 1, ArrowDown: 2, ArrowLeft: -1, ArrowUp: -2 }[event.key]
          if (step === undefined) return
          event.preventDefault()
          move(step)
        }}
      >
        {[...colours, null].map(colour => (
          <button
            key={colour ?? 'none'}
            type="button"
            aria-pressed={first === colour}
            onClick={() => choose(colour)}
            className={cx(
              'flex h-8 items-center gap-2 rounded-control border px-2.5 text-left hover:bg-hover',
              first === colour ? 'border-accent bg-selected' : 'border-line',
            )}
          >
            {colour === null ? (
              <span className="size-3 rounded-full border border-line-strong" />
            ) : (
              <span data-label={colour} className="label-stripe size-3 rounded-full" />
            )}
            {colour === null ? t.none : t.names[colour]}
          </button>
        ))}
      </fieldset>
    </Dialog>
  )
}
