require "digest"

# Paginated lists of all posts and of each category and tag, and the index of each kind.
# Jekyll's own paginator knows only the home page.
module Bench
  class Lists < Jekyll::Generator
    PER_PAGE = 10

    def generate(site)
      site.config["style_version"] = Digest::SHA256.file(site.in_source_dir("static/style.css")).hexdigest[0, 10]
      lists(site, "", "新着記事", site.posts.docs.reverse)
      { "category" => ["カテゴリー一覧", site.categories], "tag" => ["タグ一覧", site.tags] }.each do |kind, (title, terms)|
        names = terms.keys.group_by { |name| Jekyll::Utils.slugify(name) }
        names.each do |slug, spellings|
          posts = spellings.flat_map { |name| terms[name] }.uniq
          lists(site, "#{kind}/#{slug}", spellings.first, posts.sort.reverse)
        end
        rows = names.map { |slug, spellings| { "name" => spellings.first, "url" => "/#{kind}/#{slug}/", "count" => terms[spellings.first].size } }
        add(site, kind, "layout" => "terms", "title" => title, "terms" => rows.sort_by { |row| -row["count"] })
      end
    end

    private

    def lists(site, folder, title, posts)
      slices = posts.each_slice(PER_PAGE).to_a
      urls = slices.each_index.map { |index| index.zero? ? "/#{folder}/".squeeze("/") : "/#{folder}/page/#{index + 1}/".squeeze("/") }
      slices.each_with_index do |slice, index|
        add(site, urls[index].delete_prefix("/").chomp("/"),
            "layout" => "list", "title" => title, "posts" => slice, "page_number" => index + 1, "pages" => slices.size,
            "previous_url" => index.zero? ? nil : urls[index - 1], "next_url" => urls[index + 1])
      end
    end

    def add(site, folder, data)
      page = Jekyll::PageWithoutAFile.new(site, site.source, folder, "index.html")
      page.data.merge!(data)
      site.pages << page
    end
  end
end
