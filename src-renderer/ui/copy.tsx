import { Check, Copy as CopyIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { en } from '../strings/en.ts'
import { Button, IconButton } from './button.tsx'
import { notify } from './toast.tsx'

/** Puts text on the clipboard; says so when it cannot (a browser grants it only to a secure origin). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    notify({ tone: 'bad', title: en.copy.failed, text: en.copy.failedHint })
    return false
  }
}

function useCopied(value: string | (() => string | Promise<string>)) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const text = typeof value === 'string' ? value : await value()
    if (await copyText(text)) setCopied(true)
  }
  return { copied, copy }
}

/** The copy button that stands beside a value. `what` completes "Copy ..": `URL`, `header value`. */
export function Copy({ value, what, className }: { value: string | (() => string | Promise<string>); what: string; className?: string }) {
  const { copied, copy } = useCopied(value)
  return (
    <IconButton
      size="small"
      label={copied ? en.copy.done : en.copy.label(what)}
      icon={copied ? <Check /> : <CopyIcon />}
      onClick={event => {
        event.stopPropagation()
        void copy()
      }}
      {...(className ? { className } : {})}
    />
  )
}

/** The same as a button with text. */
export function CopyButton(props: { value: string | (() => string | Promise<string>); size?: 'small' | 'normal'; children: string }) {
  const { value, size = 'normal', children } = props
  const { copied, copy } = useCopied(value)
  return (
    <Button size={size} icon={copied ? <Check /> : <CopyIcon />} onClick={() => void copy()}>
      {copied ? en.copy.done : children}
    </Button>
  )
}
