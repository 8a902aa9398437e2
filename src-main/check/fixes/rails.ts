import type { Framework } from './topic.ts'

export const rails: Framework = {
  id: 'rails',
  name: 'Rails',
  fixes: {
    'raw-body': {
      text: 'Use the raw post, not params; turn off CSRF protection for this action.',
      code: `class WebhooksController < ActionController::API
  def create
    body = request.raw_post # verify this, then JSON.parse(body)
  end
end`,
    },
    verify: {
      text: 'Compute the HMAC over the raw post and compare in constant time.',
      code: `expected = OpenSSL::HMAC.hexdigest("SHA256", ENV.fetch("WEBHOOK_SECRET"), body)
given = request.headers["X-Signature"].to_s
return head :bad_request unless ActiveSupport::SecurityUtils.secure_compare(expected, given)`,
    },
    timestamp: {
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `expected = OpenSSL::HMAC.hexdigest("SHA256", secret, "#{timestamp}.#{body}")
return head :bad_request if (Time.now.to_i - timestamp.to_i).abs > 300`,
    },
    idempotency: {
      text: 'Use a unique index on the event’s id, and one transaction for the claim and the work.',
      code: `ActiveRecord::Base.transaction do
  WebhookEvent.create!(id: event["id"]) # add_index :webhook_events, :id, unique: true
  work(event)
end
rescue ActiveRecord::RecordNotUnique
  head :ok`,
    },
    queue: {
      text: 'Store the event and answer; Active Job does the rest.',
      code: `WebhookEvent.create!(id: event["id"], body: body)
HandleWebhookJob.perform_later(event["id"])
head :accepted`,
    },
    status: {
      text: 'Report what was wrong with the status, never with the text.',
      code: `rescue JSON::ParserError
  head :unprocessable_entity
# and for types that are not yours:
return head :ok unless HANDLERS.key?(event["type"])`,
    },
    'body-limit': {
      text: 'Rails has no limit; the proxy in front of it does (nginx: 1 MB).',
      code: `client_max_body_size 25m;  # nginx`,
    },
  },
}
