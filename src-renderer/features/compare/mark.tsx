import { compareText as t } from '../../strings/compare.ts'
import { cx } from '../../ui/cx.ts'

type Change = 'same' | 'added' | 'removed' | 'changed'

const signs: Record<Change, string> = { same: ' ', added: '+', removed: '−', changed: '~' }
const inks: Record<Change, string> = { same: 'text-ink-3', added: 'text-ok', removed: 'text-bad', changed: 'text-warn' }
/** Backgrounds of a row. */
export const rowTint: Record<Change, string> = { same: '', added: 'bg-ok-soft', removed: 'bg-bad-soft', changed: 'bg-warn-soft' }

/** What happened to a row, as a sign and in words for those who do not see it. */
export function ChangeMark({ change }: { change: Change }) {
  return (
    <span title={t.changes[change]} className={cx('inline-block w-3 whitespace-pre text-center font-bytes font-semibold', inks[change])}>
      <span aria-hidden>{signs[change]}</span>
      <span className="sr-only">{t.changes[change]}</span>
    </span>
  )
}
