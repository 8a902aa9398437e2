import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'

/** A few views of one thing, one of which is on. Arrow keys move along it. */
export function Segmented<T extends string>(props: {
  label: string
  value: T
  options: readonly { value: NoInfer<T>; label: string }[]
  onChange(value: NoInfer<T>): void
}) {
  const { label, value, options, onChange } = props
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={next => {
        // Pressing what is on already would leave nothing on.
        const chosen = options.find(option => option.value === next[0])
        if (chosen) onChange(chosen.value)
      }}
      className="inline-flex shrink-0 rounded-control border border-line bg-sunken"
    >
      {options.map(option => (
        <Toggle
          key={option.value}
          value={option.value}
          className="h-6 rounded-[4px] px-2 font-medium text-ink-2 text-small hover:text-ink focus-visible:outline-2 focus-visible:outline-accent-ink data-pressed:bg-raised data-pressed:text-ink data-pressed:shadow-[0_0_0_1px_var(--line-strong)]"
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
