import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cx } from './cx.ts'
import { useFieldProps } from './field.tsx'
import { boxClass } from './input.tsx'
import { itemClass, popupClass } from './menu.tsx'

export interface Option<T extends string> {
  value: T
  label: string
  /** A second line in the list. */
  hint?: string
}

/** Chooses one of a few. Needs a Field around it, or `label`. */
export function Select<T extends string>(props: {
  value: T
  options: readonly Option<T>[]
  onChange(value: T): void
  label?: string
  disabled?: boolean
  /** Its width at least; as wide as its place when left out. */
  className?: string
}) {
  const { value, options, onChange, label, disabled, className } = props
  return (
    <Base.Root
      value={value}
      items={options}
      disabled={disabled ?? false}
      onValueChange={next => {
        if (next !== null) onChange(next)
      }}
    >
      <Base.Trigger
        {...useFieldProps()}
        {...(label ? { 'aria-label': label } : {})}
        className={cx(boxClass, 'flex h-7 items-center justify-between gap-2 px-2 text-left', className ?? 'w-full')}
      >
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronsUpDown className="size-3.5 text-ink-3" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={cx(popupClass, 'max-h-80 min-w-[var(--anchor-width)] overflow-auto')}>
            <Base.List>
              {options.map(option => (
                <Base.Item key={option.value} value={option.value} className={cx(itemClass, 'h-auto min-h-7 py-1')}>
                  <span className="grid size-4 place-items-center">
                    <Base.ItemIndicator>
                      <Check className="size-3.5" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint ? <span className="block text-ink-3 text-small">{option.hint}</span> : null}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
