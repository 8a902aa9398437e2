import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { wizardText } from '../../strings/wizard.ts'
import { Field } from '../../ui/field.tsx'
import { ProviderPicker } from '../providers/provider-picker.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'

const t = wizardText.provider
/** No provider's id: the picker then shows that nothing is chosen. */
const UNCHOSEN = '?'

/** Who sends, and the secret where it is at hand already. */
export function ProviderStep(props: {
  provider: string | null
  secret: string
  onProvider(id: string): void
  onSecret(secret: string): void
}) {
  const { provider, secret, onProvider, onSecret } = props
  const scheme = useApp(state => state.providers.find(({ id }) => id === provider)?.schemes[0])
  return (
    <div className="flex min-h-64 flex-col gap-4">
      <div>
        <h3 className="font-semibold">{t.title}</h3>
        <p className="text-ink-2">{t.text}</p>
      </div>
      <ProviderPicker value={provider ?? UNCHOSEN} onChange={onProvider} />
      {scheme ? (
        <Field label={t.secret} hint={`${scheme.secretHint} ${t.secretLater}`}>
          <SecretInput value={secret} placeholder={en.source.secretPlaceholder} onChange={onSecret} />
        </Field>
      ) : null}
    </div>
  )
}
