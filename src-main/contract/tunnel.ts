import { z } from 'zod'
import type { TunnelProvider, TunnelState } from '../domain/tunnel.ts'
import { method, ok, time } from './method.ts'

export const tunnelProviders = ['ngrok', 'manual'] as const satisfies readonly TunnelProvider[]
export const tunnelStates = ['off', 'connecting', 'online', 'reconnecting', 'failed'] as const satisfies readonly TunnelState[]

export const tunnelStatus = z.object({
  /** The one that is on; null while it is off. */
  provider: z.enum(tunnelProviders).nullable(),
  state: z.enum(tunnelStates),
  /** Public base URL; kept while reconnecting. */
  url: z.string().nullable(),
  since: time,
  /** A sentence: why it is not online and what to do. */
  error: z.string().nullable(),
  /** The vendor's code for it, e.g. `ERR_NGROK_105`. */
  errorCode: z.string().nullable(),
  /** What happened last, when that is worth telling. */
  note: z.string().nullable(),
  latencyMs: z.number().nullable(),
  /** By the tunnel since the start of the app; `bytes` of bodies. */
  traffic: z.object({ requests: z.number(), bytes: z.number(), lastAt: time.nullable() }),
  /** Where a tunnel of one's own has to point; it forwards nothing but the receiver. */
  target: z.string(),
  /** The port that was asked for and could not be had; null when it could, or none was. */
  portTaken: z.number().nullable(),
  /** Self-tests through the public URL: free plans count requests. */
  tests: z.object({ today: z.number(), atMost: z.number() }),
  /** What a start without any fields uses. The authtoken is masked. */
  saved: z.object({
    provider: z.enum(tunnelProviders).nullable(),
    authtoken: z.string().nullable(),
    domain: z.string().nullable(),
    serverAddr: z.string().nullable(),
    caCert: z.string().nullable(),
    trafficPolicy: z.string().nullable(),
    url: z.string().nullable(),
    port: z.number().nullable(),
  }),
})
export type TunnelStatus = z.infer<typeof tunnelStatus>

const domain = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9*](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'A domain is a name like my-app.ngrok.app, without https:// and without a path.')
const serverAddr = z
  .string()
  .max(260)
  .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/, 'An agent address is host:port, e.g. connect.eu.ngrok-agent.com:443.')
const pem = z
  .string()
  .max(65_536)
  .refine(
    text => text.includes('-----BEGIN CERTIFICATE-----'),
    'A certificate must be PEM text that starts with -----BEGIN CERTIFICATE-----.',
  )

export const tunnelMethods = {
  'tunnel.start': method(
    'Turns the tunnel on, or restarts it with other settings; waits up to 15 s for the result. Fields left out keep their saved value, null clears it; the first start needs `provider`, and `authtoken` (ngrok) or `url` (manual).',
    {
      provider: z.enum(tunnelProviders).optional(),
      /** ngrok: kept, sealed, once ngrok has accepted it. */
      authtoken: z.string().trim().min(1).max(1024).optional(),
      domain: domain.nullable().optional(),
      serverAddr: serverAddr.nullable().optional(),
      caCert: pem.nullable().optional(),
      trafficPolicy: z.string().max(65_536).nullable().optional(),
      /** manual: the public base URL. */
      url: z
        .url({ protocol: /^https?$/, error: 'A public URL must start with https:// or http://.' })
        .max(2048)
        .optional(),
      /** manual: port on 127.0.0.1 for the tunnel to point at; kept over restarts. Absent: the one in use now, kept too. */
      port: z.number().int().min(1024).max(65_535).optional(),
    },
    tunnelStatus,
  ),
  'tunnel.stop': method('Turns the tunnel off.', {}, tunnelStatus),
  'tunnel.status': method('The state of the tunnel.', {}, tunnelStatus),
  'tunnel.check': method(
    'Sends a request through the public URL and waits for it at the receiver. `ok` is null if the tunnel is off or today’s self-tests are used up.',
    {},
    z.object({ ok: z.boolean().nullable(), tunnel: tunnelStatus }),
  ),
  'tunnel.attend': method(
    'Reports that someone is looking at the window: for six minutes, a tunnel without traffic for half an hour is tested.',
    {},
    ok,
  ),
}
