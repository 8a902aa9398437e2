import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  eventType: string,
  subject: string,
  data: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType,
  headers: [
    ['aeg-event-type', 'Notification'],
    ['aeg-subscription-name', 'HOOKBENCH'],
    ['aeg-delivery-count', '0'],
  ],
  body: {
    json: [
      {
        id: '{{uuid}}',
        topic: '/subscriptions/{{uuid}}/resourceGroups/mugs',
        subject,
        eventType,
        eventTime: '{{iso}}',
        data,
        dataVersion: '1',
        metadataVersion: '1',
      },
    ],
  },
})

export const azureEventGrid: readonly Sample[] = [
  {
    id: 'blob-created',
    title: 'Blob created',
    ...event('Microsoft.Storage.BlobCreated', '/blobServices/default/containers/mugs/blobs/mug.jpg', {
      api: 'PutBlob',
      contentType: 'image/jpeg',
      contentLength: 18211,
    }),
  },
  {
    id: 'blob-deleted',
    title: 'Blob deleted',
    failure: true,
    ...event('Microsoft.Storage.BlobDeleted', '/blobServices/default/containers/mugs/blobs/mug.jpg', { api: 'DeleteBlob' }),
  },
  {
    id: 'resource-write-failed',
    title: 'Deployment failed',
    failure: true,
    ...event('Microsoft.Resources.ResourceWriteFailure', '/subscriptions/mugs/deployments/main', {
      status: 'Failed',
      httpRequest: { method: 'PUT' },
    }),
  },
]
