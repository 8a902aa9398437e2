import type { CheckScenario } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { checkSetupText } from '../../strings/check-setup.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import { groupsOf } from './groups.ts'
import { Section } from './section.tsx'

const t = checkSetupText.scenarios

/** Everything that a check can try: why it matters, whether it is to run, and where it will not, why. */
export function ScenarioChooser(props: {
  plan: readonly CheckScenario[]
  error: string | null
  off: ReadonlySet<string>
  onChange(off: ReadonlySet<string>): void
}) {
  const { plan, error, off, onChange } = props
  const runs = plan.filter(({ id, skipped }) => skipped === null && !off.has(id)).length
  const turn = (ids: readonly string[], on: boolean) => {
    const next = new Set(off)
    for (const id of ids) {
      if (on) next.delete(id)
      else next.add(id)
    }
    onChange(next)
  }
  const free = (rows: readonly CheckScenario[]) =>
    rows.filter(({ group, skipped }) => group !== 'genuine' && skipped === null).map(({ id }) => id)
  return (
    <Section
      title={t.title}
      aside={
        <>
          <span role="status" className="flex-1 text-ink-2 text-small">
            {plan.length === 0 ? (error === null ? t.loading : '') : t.chosen(runs, plan.length)}
          </span>
          <Both label="" ids={free(plan)} onTurn={turn} />
        </>
      }
    >
      {error === null ? null : (
        <Notice tone="warn" title={t.failed}>
          {error}
        </Notice>
      )}
      {groupsOf(plan).map(({ group, rows }) => (
        <fieldset key={group} className="min-w-0 rounded-panel border border-line px-3 pt-1 pb-3">
          <legend className="px-1 font-medium text-small">{checkText.groups[group]}</legend>
          {free(rows).length === 0 ? null : (
            <div className="-mt-2 -mb-1 flex justify-end gap-1">
              <Both label={checkText.groups[group]} ids={free(rows)} onTurn={turn} />
            </div>
          )}
          <div className="flex flex-col gap-2">
            {rows.map(row => (
              <Checkbox
                key={row.id}
                label={row.title}
                hint={<Explained row={row} />}
                checked={row.skipped === null && !off.has(row.id)}
                disabled={row.skipped !== null || group === 'genuine'}
                onChange={on => turn([row.id], on)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </Section>
  )
}

function Explained({ row }: { row: CheckScenario }) {
  return (
    <>
      {row.why} <span className="text-ink-2">{row.sends}</span>
      {row.group === 'genuine' ? ` ${t.always}` : null}
      {row.skipped === null ? null : (
        <span className="block text-warn">
          {checkText.outcome.skipped}: {row.skipped}
        </span>
      )}
    </>
  )
}

/** All or none of some; `label` names them where there is more than one such pair. */
function Both({ label, ids, onTurn }: { label: string; ids: readonly string[]; onTurn(ids: readonly string[], on: boolean): void }) {
  if (ids.length === 0) return null
  const named = (text: string) => (label === '' ? {} : { 'aria-label': text })
  return (
    <>
      <Button size="small" kind="ghost" {...named(t.allOf(label))} onClick={() => onTurn(ids, true)}>
        {t.all}
      </Button>
      <Button size="small" kind="ghost" {...named(t.noneOf(label))} onClick={() => onTurn(ids, false)}>
        {t.none}
      </Button>
    </>
  )
}
