/** The mark: a hook that comes down on a bench. Decoration; the name stands beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2.25"
      aria-hidden="true"
      className={className}
    >
      <path d="M2.5 17.5h19" className="stroke-ink-3" />
      <path d="M6 17.5V21M18 17.5V21" className="stroke-ink-3" />
      <path d="M15.5 3v7.25a4 4 0 1 1-8 0v-.75l-2.25 2" className="stroke-accent" />
      <path d="M11.5 14.25v3.25" className="stroke-accent" />
    </svg>
  )
}
