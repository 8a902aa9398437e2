import { connectText } from '../../strings/connect.ts'
import { Switch } from '../../ui/toggle.tsx'
import type { Api } from './connect-draft.ts'

const t = connectText.form

export interface ByItselfChoices {
  readonly keepInStep: boolean
  readonly removeOnStop: boolean
  readonly backfillAuto: boolean
  readonly forwardFetched: boolean
}

/** What becomes of a registration without anybody's doing. */
export function ByItself(props: {
  makes: boolean
  backfill: Api['backfill']['how']
  value: ByItselfChoices
  onChange(patch: Partial<ByItselfChoices>): void
}) {
  const { makes, backfill, value, onChange } = props
  return (
    <div className="flex flex-col gap-2">
      {makes ? (
        <>
          <Switch
            label={t.keepInStep}
            hint={t.keepInStepHint}
            checked={value.keepInStep}
            onChange={keepInStep => onChange({ keepInStep })}
          />
          <Switch
            label={t.removeOnStop}
            hint={t.removeOnStopHint}
            checked={value.removeOnStop}
            onChange={removeOnStop => onChange({ removeOnStop })}
          />
        </>
      ) : null}
      {backfill === 'none' || backfill === 'waits' ? null : (
        <Switch
          label={t.backfillAuto}
          hint={t.backfillAutoHint}
          checked={value.backfillAuto}
          onChange={backfillAuto => onChange({ backfillAuto })}
        />
      )}
      {backfill === 'fetch' ? (
        <Switch
          label={t.forwardFetched}
          hint={t.forwardFetchedHint}
          checked={value.forwardFetched}
          onChange={forwardFetched => onChange({ forwardFetched })}
        />
      ) : null}
    </div>
  )
}
