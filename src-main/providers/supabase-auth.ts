import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/**
 * Supabase’s own guides (github.com/supabase/supabase, auth-hooks): Standard Webhooks; the secret is written v1,whsec_ and then base64.
 * The answer matters here: Supabase Auth waits for it and acts on it.
 */
export const supabaseAuth: Provider = {
  id: 'supabase-auth',
  name: 'Supabase Auth hooks',
  aliases: ['Supabase'],
  evidence: 'docs',
  schemes: [
    {
      ...standardV1,
      key: {
        role: 'signing',
        decode: 'base64',
        strip: 'v1,whsec_',
        startsWith: 'v1,whsec_',
        hint: 'The hook’s secret, including the v1,whsec_ prefix.',
      },
    },
  ],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('metadata.name')] }, { parts: [body('email_data.email_action_type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: ['otp', 'token', 'token_hash', 'token_new', 'token_hash_new'] },
  timeoutMs: null,
  retries: 'The retry schedule of Supabase Auth hooks is not recorded here; see Supabase’s documentation.',
  setup: {
    url: 'https://supabase.com/docs/guides/auth/auth-hooks',
    page: 'https://supabase.com/dashboard/project/_/auth/hooks',
    paste: 'Your project, Authentication, Hooks: add an HTTPS hook with the URL.',
    secret: 'The hook’s “Secret” in the same form (v1,whsec_…).',
  },
  secretCheck: [
    { startsWith: 'sb_secret_', message: 'This looks like a Supabase API key (sb_secret_…), not the hook’s secret (v1,whsec_…).' },
    { startsWith: 'eyJ', message: 'This looks like a Supabase JWT key, not the hook’s secret (v1,whsec_…).' },
  ],
}
