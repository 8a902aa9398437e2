// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document and the rest is placed by transform, which a <table> cannot do.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (aria-activedescendant); cells take none.
import { en } from '../../strings/en.ts'
import { cx } from '../../ui/cx.ts'
import { columns, fromMedium, wordFromMedium, wordFromWide } from './row.tsx'

/** Names of the columns; stays while the rows scroll. */
export function HeaderRow() {
  const names = en.list.columns
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div role="row" aria-rowindex={1} className={cx(columns, 'h-6 border-line border-b bg-panel text-ink-3 text-micro')}>
        <div role="columnheader">{names.reply}</div>
        <div role="columnheader">{names.method}</div>
        <div role="columnheader">{names.path}</div>
        <div role="columnheader" className={fromMedium}>
          {names.source}
        </div>
        <div role="columnheader">
          <span className={wordFromMedium}>{names.verdict}</span>
        </div>
        <div role="columnheader">
          <span className={wordFromWide}>{names.delivery}</span>
        </div>
        <div role="columnheader" className="text-right">
          {names.time}
        </div>
      </div>
    </div>
  )
}
