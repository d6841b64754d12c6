"""Tells search engines (IndexNow) and readers of feeds (WebSub) which pages and feeds a build changed."""
