/** Name of a type for an event type: `invoice.payment_failed` gives `InvoicePaymentFailed`. Always an identifier. */
export function typeName(eventType: string | null): string {
  const words = (eventType ?? '').normalize('NFKD').split(/[^A-Za-z0-9]+/)
  const name = words.map(word => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
  if (name === '') return 'Payload'
  return /^[0-9]/.test(name) ? `Payload${name}` : name.slice(0, 80)
}
