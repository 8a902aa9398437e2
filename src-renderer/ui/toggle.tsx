import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

interface ToggleProps {
  label: string
  hint?: ReactNode
  checked: boolean
  disabled?: boolean
  onChange(checked: boolean): void
}

/** On or off, at once. */
export function Switch({ label, hint, checked, disabled, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div className={cx('flex min-h-7 justify-between gap-4', hint ? 'items-start' : 'items-center')}>
      <span className="min-w-0">
        <label id={`${id}-label`} htmlFor={id} className={cx('block', hint ? 'pt-0.5' : null)}>
          {label}
        </label>
        {hint ? (
          <span id={`${id}-hint`} className="block text-ink-3 text-small">
            {hint}
          </span>
        ) : null}
      </span>
      <BaseSwitch.Root
        id={id}
        aria-labelledby={`${id}-label`}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        checked={checked}
        disabled={disabled ?? false}
        onCheckedChange={onChange}
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-sunken px-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-45"
      >
        <BaseSwitch.Thumb className="size-4.5 rounded-full border border-line-strong bg-raised transition-transform data-checked:translate-x-4 data-checked:border-on-accent data-checked:bg-on-accent" />
      </BaseSwitch.Root>
    </div>
  )
}

/** Part of a choice, or consent before an action. `bare` = its label is for screen readers alone, for a table's heads say it to the others. */
export function Checkbox({ label, hint, checked, disabled, onChange, bare }: ToggleProps & { bare?: boolean }) {
  const id = useId()
  return (
    <div className={cx('min-h-6 items-start gap-2', bare ? 'inline-flex' : 'flex')}>
      <BaseCheckbox.Root
        id={id}
        aria-labelledby={`${id}-label`}
        checked={checked}
        disabled={disabled ?? false}
        onCheckedChange={onChange}
        className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-small border border-line-strong bg-surface data-checked:border-accent data-checked:bg-accent data-checked:text-on-accent data-disabled:opacity-45 relative after:absolute after:-inset-1"
      >
        <BaseCheckbox.Indicator className="data-unchecked:hidden">
          <Check className="size-3.5" />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span className={bare ? 'sr-only' : 'wrap-anywhere min-w-0 pt-px'}>
        <label id={`${id}-label`} htmlFor={id}>
          {label}
        </label>
        {hint ? <span className="block text-ink-3 text-small">{hint}</span> : null}
      </span>
    </div>
  )
}
