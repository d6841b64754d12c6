"""Style sheets written in Sass, compiled by Dart Sass."""
