---
---
const title = {{ site.title | jsonify }};
const years = [{% assign years = site.posts | map: "date" | compact %}{{ years.size }}];
