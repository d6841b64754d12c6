{# Shows a feed, Atom or RSS, as a page to those who open it in a browser. #}
<?xml version="1.0" encoding="utf-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:a="http://www.w3.org/2005/Atom" exclude-result-prefixes="a">
<xsl:output method="html" encoding="utf-8" doctype-system="about:legacy-compat"/>
<xsl:template match="/">
<html lang="{{ site.lang }}">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="robots" content="noindex"/>
<meta name="color-scheme" content="light dark"/>
<title><xsl:value-of select="a:feed/a:title | rss/channel/title"/></title>
<style>
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font-family: sans-serif; line-height: 1.7; }
h1 { font-size: 1.4rem; }
ul { padding: 0; list-style: none; }
li { margin: 1.2rem 0; }
time, .note { font-size: .9rem; opacity: .8; }
p { margin: .3rem 0; }
</style>
</head>
<body>
<h1><xsl:value-of select="a:feed/a:title | rss/channel/title"/></h1>
<p class="note">{{ "This is a feed. Give the address of this page to a feed reader, and it will show you new articles." | label }}</p>
<p><a><xsl:attribute name="href"><xsl:value-of select="a:feed/a:link[@rel='alternate']/@href | rss/channel/link"/></xsl:attribute>{{ "Visit the site" | label }}</a></p>
<ul><xsl:apply-templates select="a:feed/a:entry | rss/channel/item"/></ul>
</body>
</html>
</xsl:template>
<xsl:template match="a:entry | item">
<li>
<a><xsl:attribute name="href"><xsl:value-of select="a:link/@href | link"/></xsl:attribute><xsl:value-of select="a:title | title"/></a>
<p><time><xsl:value-of select="substring(a:published, 1, 10)"/><xsl:value-of select="substring(pubDate, 6, 11)"/></time></p>
<p><xsl:value-of select="a:summary | description"/></p>
</li>
</xsl:template>
</xsl:stylesheet>
