import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { en } from '../../strings/en.ts'
import { IconButton } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'

/** A secret while it is typed: hidden, and shown while asked for. */
export function SecretInput({ value, onChange, placeholder }: { value: string; onChange(value: string): void; placeholder?: string }) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <Input
        mono
        type={shown ? 'text' : 'password'}
        // Stops password managers from offering to save somebody else's signing secret as a login.
        autoComplete="one-time-code"
        value={value}
        placeholder={placeholder ?? en.source.secretPlaceholder}
        onChange={event => onChange(event.target.value)}
        className="pr-8"
      />
      <IconButton
        size="small"
        label={shown ? en.source.secretHide : en.source.secretShow}
        icon={shown ? <EyeOff /> : <Eye />}
        onClick={() => setShown(!shown)}
        className="absolute top-0.5 right-0.5"
      />
    </div>
  )
}
