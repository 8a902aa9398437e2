import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [['User-Agent', 'Mux Webhooks']],
  body: {
    json: {
      type,
      id: '{{uuid}}',
      created_at: '{{iso}}',
      object: { type: type.split('.')[1] ?? 'asset', id: '{{alnum:44@asset}}' },
      environment: { name: 'Development', id: '{{lower:6}}' },
      data: { id: '{{alnum:44@asset}}', created_at: '{{s}}', ...data },
      attempts: [],
    },
  },
})

export const mux: readonly Sample[] = [
  { id: 'asset-ready', title: 'Video ready', ...event('video.asset.ready', { status: 'ready', duration: 23.87, aspect_ratio: '16:9' }) },
  {
    id: 'asset-errored',
    title: 'Video errored',
    failure: true,
    ...event('video.asset.errored', { status: 'errored', errors: { type: 'invalid_input', messages: ['The file is not a video.'] } }),
  },
  {
    id: 'live-stream-disconnected',
    title: 'Live stream disconnected',
    failure: true,
    ...event('video.live_stream.disconnected', { status: 'idle' }),
  },
]
