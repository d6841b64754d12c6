# frozen_string_literal: true

# Answers of real Jekyll: reads {"values": …, "cases": [template, …]} as JSON from standard input and writes
# a list of [text, null] or [null, message of the error] for them. Usage: see cases.py.

require "json"
require "tmpdir"
require "jekyll"

ENV["TZ"] = "Asia/Tokyo"
asked = JSON.parse($stdin.read)
Jekyll.logger.log_level = :error
Dir.mktmpdir do |folder|
  asked["files"].each do |path, text|
    file = File.join(folder, path)
    FileUtils.mkdir_p(File.dirname(file))
    File.write(file, text)
  end
  site = Jekyll::Site.new(Jekyll.configuration("source" => folder, "quiet" => true))
  site.reset
  site.read
  page = site.posts.docs.find { |post| post.data["slug"] == "one" }
  answers = asked["cases"].map do |template|
    payload = site.site_payload
    payload["page"] = page.to_liquid
    info = { :registers => { :site => site, :page => payload["page"] }, :strict_filters => false,
             :strict_variables => false }
    begin
      parsed = Liquid::Template.parse(template, :line_numbers => true, :error_mode => :warn)
      [parsed.render!(payload, info), nil]
    rescue StandardError, NotImplementedError => e
      [nil, "#{e.class}: #{e.message}".lines.first.strip]
    end
  end
  $stdout.write(JSON.generate(answers))
end
